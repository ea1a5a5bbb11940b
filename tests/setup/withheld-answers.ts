import { once } from 'node:events';
import { createServer, request } from 'node:http';

export interface WithheldAnswers {
  port: number;
  /** Methods and paths (`POST /v1/refunds`) that the server behind has dealt with. */
  done: string[];
  /** Of this, what is asked is done and the answer gets lost. Null: all is well. */
  withhold: string | null;
  stop(): Promise<void>;
}

/** A line to an HTTP server on this machine that may swallow its answers. */
export async function withheldAnswers(toPort: number, withhold: string): Promise<WithheldAnswers> {
  const line: WithheldAnswers = { port: 0, done: [], withhold, stop };
  const server = createServer((req, res) => {
    const name = `${req.method} ${req.url?.split('?')[0]}`;
    const onward = request(
      { host: '127.0.0.1', port: toPort, method: req.method, path: req.url, headers: req.headers },
      async (answer) => {
        const chunks: Buffer[] = [];
        for await (const chunk of answer) chunks.push(chunk);
        line.done.push(name);
        if (name !== line.withhold) res.writeHead(answer.statusCode ?? 502, answer.headers).end(Buffer.concat(chunks));
      },
    );
    onward.on('error', () => res.destroy());
    req.pipe(onward);
  });
  server.listen(0, '127.0.0.1');
  await once(server, 'listening');
  const address = server.address();
  line.port = typeof address === 'object' && address ? address.port : 0;
  return line;

  async function stop(): Promise<void> {
    server.close();
    server.closeAllConnections();
  }
}
