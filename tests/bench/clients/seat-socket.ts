import { randomBytes } from 'node:crypto';
import { connect, type Socket } from 'node:net';

const namespace = '/seats';

/**
 * A screen that follows the live feed: Socket.IO over a websocket, spoken by hand, because thousands of the usual
 * clients would take the processor from the server they listen to. Source: RFC 6455; Engine.IO protocol 4; Socket.IO
 * protocol 5.
 */
export class SeatSocket {
  private readonly socket: Socket;
  private readonly onSeats: (frame: Buffer) => void;
  private received: Buffer = Buffer.alloc(0);
  private upgraded = false;
  private acks = new Map<number, (snapshot: Snapshot) => void>();
  private asked = 0;
  private connected: () => void = () => {};
  private broken: (fault: Error) => void = () => {};

  /** `onSeats` is given the bytes of each message about seats, at once. */
  constructor(port: number, onSeats: (frame: Buffer) => void = () => {}) {
    this.onSeats = onSeats;
    this.socket = connect({ port, host: '127.0.0.1', noDelay: true });
    this.socket.on('data', (chunk: Buffer) => this.take(chunk));
    this.socket.on('error', (fault) => this.broken(fault));
    this.socket.on('close', () => this.broken(new Error('the server closed a socket')));
    this.socket.write(
      [
        'GET /socket.io/?EIO=4&transport=websocket HTTP/1.1',
        `Host: 127.0.0.1:${port}`,
        'Connection: Upgrade',
        'Upgrade: websocket',
        'Sec-WebSocket-Version: 13',
        `Sec-WebSocket-Key: ${randomBytes(16).toString('base64')}`,
        '\r\n',
      ].join('\r\n'),
    );
  }

  /** Resolves once the server has let us in. */
  open(): Promise<void> {
    return new Promise((resolve, reject) => {
      this.connected = resolve;
      this.broken = reject;
    });
  }

  watch(session: number): Promise<Snapshot> {
    const id = this.asked++;
    this.say(`42${namespace},${id}["watch",{"session":${session}}]`);
    return new Promise((resolve) => this.acks.set(id, resolve));
  }

  unwatch(session: number): void {
    this.say(`42${namespace},["unwatch",{"session":${session}}]`);
  }

  close(): void {
    this.broken = () => {};
    this.socket.destroy();
  }

  private take(chunk: Buffer): void {
    this.received = this.received.length === 0 ? chunk : Buffer.concat([this.received, chunk]);
    if (!this.upgraded) {
      const end = this.received.indexOf('\r\n\r\n');
      if (end < 0) return;
      this.upgraded = true;
      this.received = this.received.subarray(end + 4);
    }
    for (let frame = this.frame(); frame; frame = this.frame()) this.hear(frame);
  }

  /** The payload of the next whole frame; a server's frames are not masked. */
  private frame(): Buffer | null {
    const bytes = this.received;
    if (bytes.length < 2) return null;
    const short = bytes.readUInt8(1) & 0x7f;
    const head = short === 127 ? 10 : short === 126 ? 4 : 2;
    if (bytes.length < head) return null;
    const length = short === 127 ? Number(bytes.readBigUInt64BE(2)) : short === 126 ? bytes.readUInt16BE(2) : short;
    if (bytes.length < head + length) return null;
    this.received = bytes.subarray(head + length);
    return bytes.subarray(head, head + length);
  }

  private hear(frame: Buffer): void {
    if (frame[0] === 0x34 && frame[1] === 0x32) {
      this.onSeats(frame);
      return;
    }
    const text = frame.toString();
    if (text === '2') this.say('3');
    else if (text.startsWith('0')) this.say(`40${namespace},`);
    else if (text.startsWith(`40${namespace}`)) this.connected();
    else if (text.startsWith('43')) {
      const [, id, snapshot] = /^43\/seats,(\d+)(.*)$/s.exec(text) ?? [];
      this.acks.get(Number(id))?.(JSON.parse(snapshot ?? '[]')[0]);
      this.acks.delete(Number(id));
    }
  }

  /** A client must mask its frames; the mask may be zero. */
  private say(text: string): void {
    const payload = Buffer.from(text);
    this.socket.write(Buffer.concat([Buffer.from([0x81, 0x80 | payload.length, 0, 0, 0, 0]), payload]));
  }
}

export interface Snapshot {
  version: number;
  states: string;
}
