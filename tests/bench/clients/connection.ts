import { connect, type Socket } from 'node:net';

export interface Answer {
  status: number;
  headers: string;
  body: Buffer;
}

/**
 * One kept-alive connection, one request at a time, written and read by hand: at the rates measured here a general
 * client would cost more than the server that it measures.
 */
export class Connection {
  private readonly port: number;
  private socket: Socket | null = null;
  private received: Buffer = Buffer.alloc(0);
  private waiting: { resolve(answer: Answer): void; reject(fault: Error): void } | null = null;

  constructor(port: number) {
    this.port = port;
  }

  /** Resolves once the connection stands. */
  async open(): Promise<void> {
    const socket = connect({ port: this.port, host: '127.0.0.1', noDelay: true });
    this.socket = socket;
    this.received = Buffer.alloc(0);
    socket.on('data', (chunk: Buffer) => this.take(chunk));
    socket.on('error', (fault) => this.fail(fault));
    socket.on('close', () => {
      if (this.socket === socket) this.socket = null;
      this.fail(new Error('the server closed a connection'));
    });
    await new Promise<void>((resolve, reject) => {
      socket.once('connect', resolve);
      socket.once('error', reject);
    });
  }

  async ask(request: string | Buffer): Promise<Answer> {
    if (!this.socket) await this.open();
    return new Promise((resolve, reject) => {
      this.waiting = { resolve, reject };
      this.socket?.write(request);
    });
  }

  close(): void {
    this.socket?.destroy();
  }

  private take(chunk: Buffer): void {
    this.received = this.received.length === 0 ? chunk : Buffer.concat([this.received, chunk]);
    const answer = readAnswer(this.received);
    if (!answer || !this.waiting) return;
    const { resolve } = this.waiting;
    this.waiting = null;
    this.received = Buffer.alloc(0);
    resolve(answer);
  }

  private fail(fault: Error): void {
    this.waiting?.reject(fault);
    this.waiting = null;
  }
}

/** Null while it is not whole. Source: RFC 9112, 6. */
function readAnswer(bytes: Buffer): Answer | null {
  const end = bytes.indexOf('\r\n\r\n');
  if (end < 0) return null;
  const headers = bytes.toString('latin1', 0, end);
  const status = Number(headers.slice(9, 12));
  const body = bytes.subarray(end + 4);
  if (status === 204 || status === 304) return { status, headers, body };
  const length = /\r\ncontent-length: *(\d+)/i.exec(headers)?.[1];
  if (length !== undefined) return body.length >= Number(length) ? { status, headers, body } : null;
  const last = Buffer.from('0\r\n\r\n');
  return body.length >= last.length && body.subarray(-last.length).equals(last) ? { status, headers, body } : null;
}

export interface Requested {
  method?: string;
  path: string;
  headers?: Record<string, string>;
  body?: unknown;
}

/** The bytes of a request. Each says that it comes from another address, as behind a proxy: limits are per address. */
export function requestText({ method = 'GET', path, headers = {}, body }: Requested): string {
  const text = body === undefined ? '' : JSON.stringify(body);
  const lines = [
    `${method} ${path} HTTP/1.1`,
    'Host: 127.0.0.1',
    // What is read is compressed as for any browser; the answers to writes are read here, and small.
    ...(method === 'GET' ? ['Accept-Encoding: gzip'] : []),
    `X-Forwarded-For: ${someAddress()}`,
    ...Object.entries(headers).map(([name, value]) => `${name}: ${value}`),
    ...(body === undefined ? [] : ['Content-Type: application/json', `Content-Length: ${Buffer.byteLength(text)}`]),
  ];
  return `${lines.join('\r\n')}\r\n\r\n${text}`;
}

/** Of the networks that are set aside for benchmarks. Source: RFC 2544, C.2.2. */
function someAddress(): string {
  const byte = () => Math.floor(Math.random() * 256);
  return `198.${18 + Math.floor(Math.random() * 2)}.${byte()}.${byte()}`;
}
