import { once } from 'node:events';
import { createServer, type Socket } from 'node:net';
import { TextDecoder } from 'node:util';

/** A receipt printer in the network, with what it has printed. */
export interface FakePrinter {
  port: number;
  sheets: Buffer[];
  /** What it answers when it is asked; null: it is one of those that answer nothing. */
  status: number | null;
  /** It hangs up in the middle of a sheet. */
  breaks: boolean;
  /** It takes every byte and never says that it is done. */
  jams: boolean;
  stop(): Promise<void>;
}

const real = Buffer.from([0x10, 0x04, 2]);
const done = Buffer.from([0x1d, 0x72, 1]);

export async function fakePrinter(): Promise<FakePrinter> {
  const sockets = new Set<Socket>();
  const server = createServer({ allowHalfOpen: false }, (socket) => {
    sockets.add(socket);
    let got = Buffer.alloc(0);
    let asked = 0;
    socket.on('error', () => {});
    socket.on('close', () => {
      sockets.delete(socket);
      const sheet = without(got);
      if (sheet.length > 0) printer.sheets.push(sheet);
    });
    socket.on('data', (bytes: Buffer) => {
      got = Buffer.concat([got, bytes]);
      if (printer.breaks && without(got).length > 0) return void socket.resetAndDestroy();
      if (printer.status === null) return;
      const questions = count(got, real) + (printer.jams ? 0 : count(got, done));
      for (; asked < questions; asked += 1) socket.write(Uint8Array.of(printer.status));
    });
  });
  server.listen(0, '127.0.0.1');
  await once(server, 'listening');
  const address = server.address();
  const printer: FakePrinter = {
    port: typeof address === 'object' && address ? address.port : 0,
    sheets: [],
    status: 0x12,
    breaks: false,
    jams: false,
    async stop() {
      for (const socket of sockets) socket.destroy();
      server.close();
      await once(server, 'close');
    },
  };
  return printer;
}

function count(bytes: Buffer, part: Buffer): number {
  let n = 0;
  for (let at = bytes.indexOf(part); at !== -1; at = bytes.indexOf(part, at + part.length)) n += 1;
  return n;
}

function without(bytes: Buffer): Buffer {
  return Buffer.from(
    bytes.toString('latin1').replaceAll(real.toString('latin1'), '').replaceAll(done.toString('latin1'), ''),
    'latin1',
  );
}

/** Code page numbers of Epson's printers, as their manuals list them. */
const pages: Record<number, string> = { 16: 'windows-1252', 46: 'windows-1251' };
/** Of code page 437, what tests print. */
const cp437: Record<number, string> = { 130: 'é', 196: '─' };

/** Reads ESC/POS as a printer does: the text by the code page that is on, and what else it was told to do. */
export function readEscpos(bytes: Uint8Array): { text: string; qr: string[]; cuts: number; drawers: number } {
  const read = { text: '', qr: [] as string[], cuts: 0, drawers: 0 };
  let page = 0;
  for (let i = 0; i < bytes.length; ) {
    const [a = 0, b = 0, c = 0, d = 0, e = 0] = bytes.subarray(i, i + 5);
    if (a === 0x1b && b === 0x40) i += 2;
    else if (a === 0x1b && b === 0x74) {
      page = c;
      i += 3;
    } else if (a === 0x1b && b === 0x70) {
      read.drawers += 1;
      i += 5;
    } else if (a === 0x1d && b === 0x56) {
      read.cuts += 1;
      i += 3;
    } else if (a === 0x1d && b === 0x28 && c === 0x6b) {
      const length = d + e * 256;
      const body = bytes.subarray(i + 5, i + 5 + length);
      if (body[1] === 0x50) read.qr.push(Buffer.from(body.subarray(3)).toString('latin1'));
      i += 5 + length;
    } else if (a === 0x1b || a === 0x1d) i += 3;
    else if (a === 0x1c) i += 2;
    else {
      read.text += a < 0x80 ? String.fromCharCode(a) : letter(page, a);
      i += 1;
    }
  }
  return read;
}

function letter(page: number, byte: number): string {
  const known = pages[page];
  return known ? new TextDecoder(known).decode(Uint8Array.of(byte)) : (cp437[byte] ?? '?');
}
