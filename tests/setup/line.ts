import { once } from 'node:events';
import { connect, createServer, type Socket } from 'node:net';

type State = 'whole' | 'swallowing' | 'doubling' | 'cut';

/** A wire between two machines that a test can cut. */
export interface Line {
  port: number;
  /**
   * `swallowing`: what is asked arrives, what is answered does not. `doubling`: every answer comes twice. `cut`: nothing
   * gets through and nothing connects.
   */
  set(state: State): void;
  stop(): Promise<void>;
}

export async function lineTo(port: number): Promise<Line> {
  let state: State = 'whole';
  const ends = new Set<Socket>();
  const server = createServer((near) => {
    if (state === 'cut') return void near.resetAndDestroy();
    const far = connect(port, 'localhost');
    for (const end of [near, far]) {
      ends.add(end);
      end.on('error', () => {});
      end.on('close', () => {
        ends.delete(end);
        near.destroy();
        far.destroy();
      });
    }
    near.pipe(far);
    let answer = Buffer.alloc(0);
    far.on('data', (bytes: Buffer) => {
      if (state === 'swallowing') return;
      const doubled = state === 'doubling' && (answer.length > 0 || bytes.toString('latin1').startsWith('HTTP/'));
      if (!doubled) return void near.write(bytes);
      answer = Buffer.concat([answer, bytes]);
      if (!isWhole(answer)) return;
      // In one piece, so that the second is there before anything else can be asked.
      near.write(Buffer.concat([answer, answer]));
      answer = Buffer.alloc(0);
    });
  });
  server.listen(0, '127.0.0.1');
  await once(server, 'listening');
  const address = server.address();
  return {
    port: typeof address === 'object' && address ? address.port : 0,
    set(next) {
      state = next;
      if (next === 'cut') for (const end of ends) end.resetAndDestroy();
    },
    async stop() {
      for (const end of ends) end.destroy();
      server.close();
      await once(server, 'close');
    },
  };
}

/** Is this a whole HTTP answer? Source: RFC 9112, section 6. */
function isWhole(bytes: Buffer): boolean {
  const text = bytes.toString('latin1');
  const head = text.indexOf('\r\n\r\n');
  if (head === -1) return false;
  const length = /^content-length: *(\d+)/im.exec(text.slice(0, head))?.[1];
  if (length !== undefined) return bytes.length >= head + 4 + Number(length);
  return /^transfer-encoding: *chunked/im.test(text.slice(0, head)) ? text.endsWith('0\r\n\r\n') : true;
}
