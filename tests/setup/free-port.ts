import { once } from 'node:events';
import { createServer } from 'node:net';

/** Below those that a system gives to whoever asks for any port: none of these is taken before it is used. */
const [lowest, highest] = [15_000, 32_000];
/** Every process begins elsewhere. */
let last = lowest + ((process.pid * 61) % (highest - lowest));

/** A port that nobody listens on at this moment, nor will but for whoever asked for it. */
export async function freePort(): Promise<number> {
  for (;;) {
    const port = last < highest ? last + 1 : lowest;
    last = port;
    if (await isFree(port)) return port;
  }
}

async function isFree(port: number): Promise<boolean> {
  const probe = createServer().listen(port);
  try {
    await once(probe, 'listening');
  } catch {
    return false;
  }
  probe.close();
  await once(probe, 'close');
  return true;
}
