import { once } from 'node:events';
import { connect, createServer, type Socket } from 'node:net';

/** A wire between two machines that a test can cut. */
export interface Line {
  port: number;
  /** `swallowing`: what is asked arrives, what is answered does not. `cut`: nothing gets through and nothing connects. */
  set(state: 'whole' | 'swallowing' | 'cut'): void;
  stop(): Promise<void>;
}

export async function lineTo(port: number): Promise<Line> {
  let state: 'whole' | 'swallowing' | 'cut' = 'whole';
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
    far.on('data', (bytes) => state === 'whole' && near.write(bytes));
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
