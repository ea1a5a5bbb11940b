import { once } from 'node:events';
import { createServer, type IncomingHttpHeaders } from 'node:http';

export interface Received {
  path: string;
  headers: IncomingHttpHeaders;
  body: string;
}

/** What a receiver does with a request: an HTTP status, no answer at all, or a closed connection. */
export type Manner =
  | number
  | 'silent'
  | 'hang up'
  | { status: number; headers?: Record<string, string>; body?: string };

export interface Receiver {
  url: string;
  received: Received[];
  manner: Manner;
  stop(): Promise<void>;
}

/** An API client's own server, on a free port. */
export async function webhookReceiver(manner: Manner = 204): Promise<Receiver> {
  const receiver: Receiver = { url: '', received: [], manner, stop };
  const server = createServer((req, res) => {
    const chunks: Buffer[] = [];
    req.on('data', (chunk: Buffer) => chunks.push(chunk));
    req.on('end', () => {
      receiver.received.push({ path: req.url ?? '', headers: req.headers, body: Buffer.concat(chunks).toString() });
      const how = receiver.manner;
      if (how === 'silent') return;
      if (how === 'hang up') return void req.socket.destroy();
      const { status, headers = {}, body = '' } = typeof how === 'number' ? { status: how } : how;
      res.writeHead(status, headers).end(body);
    });
  });
  server.listen(0, '127.0.0.1');
  await once(server, 'listening');
  const address = server.address();
  receiver.url = `http://127.0.0.1:${typeof address === 'object' && address ? address.port : 0}/hook`;
  return receiver;

  async function stop(): Promise<void> {
    server.close();
    server.closeAllConnections();
  }
}
