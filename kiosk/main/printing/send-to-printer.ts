import { connect } from 'node:net';
import { machineWords } from '../../../server/contract/words/en/till-machine.ts';
import { askOffline, askWhenDone, troubleIn } from './printer-talk.ts';

/** Milliseconds for each step. Many printers answer no questions; those that do, do so at once. */
const usual = { connect: 4_000, answer: 500, print: 20_000, close: 3_000 };
export type Patience = typeof usual;

/**
 * Sends a sheet to a receipt printer in the network. It is asked first whether it can print; one that answers is asked
 * again behind the sheet, and the sheet counts as printed when that answer has come. From one that answers nothing, no
 * more can be known than that it has taken every byte.
 *
 * @throws Error with words for the screen. Unless they say that it stopped in the middle, nothing was printed.
 */
export async function sendToPrinter(
  address: { host: string; port: number },
  sheet: Uint8Array,
  patience: Patience = usual,
): Promise<void> {
  const words = machineWords.printer;
  const line = openLine(address);
  try {
    await orSay(words.unreachable(`${address.host}:${address.port}`), line.connected(patience.connect));
    const status = await orSay(words.busy, line.ask(askOffline, patience.answer));
    const trouble = status === null ? null : troubleIn(status);
    if (trouble) throw new Error(trouble);
    await orSay(words.halfway, line.send(sheet, patience.print));
    if (status === null) await orSay(words.halfway, line.hangUp(patience.close));
    else if ((await orSay(words.halfway, line.ask(askWhenDone, patience.print))) === null)
      throw new Error(words.halfway);
  } finally {
    line.drop();
  }
}

async function orSay<T>(words: string, work: Promise<T>): Promise<T> {
  try {
    return await work;
  } catch (cause) {
    throw new Error(words, { cause });
  }
}

/** A connection whose steps all fail when it is lost. */
function openLine({ host, port }: { host: string; port: number }) {
  const socket = connect({ host, port, noDelay: true });
  const lost = new Promise<never>((_, reject) => {
    socket.once('error', reject);
    socket.once('close', () => reject(new Error('the printer hung up')));
  });
  lost.catch(() => {});

  /** Null when the time is over. */
  async function within<T>(ms: number, work: Promise<T>): Promise<T | null> {
    let timer: NodeJS.Timeout | undefined;
    const late = new Promise<null>((resolve) => {
      timer = setTimeout(resolve, ms, null);
    });
    try {
      return await Promise.race([work, lost, late]);
    } finally {
      clearTimeout(timer);
    }
  }
  async function must(ms: number, work: Promise<true>): Promise<void> {
    if ((await within(ms, work)) === null) throw new Error('too slow');
  }
  return {
    connected: (ms: number) => must(ms, new Promise((resolve) => socket.once('connect', () => resolve(true)))),
    /** The first byte of the answer; null if none comes in time. */
    ask(question: Uint8Array, ms: number): Promise<number | null> {
      const answer = new Promise<number>((resolve) => socket.once('data', (bytes: Buffer) => resolve(bytes[0] ?? 0)));
      socket.write(question);
      return within(ms, answer);
    },
    send: (bytes: Uint8Array, ms: number) =>
      must(
        ms,
        new Promise((resolve, reject) => socket.write(bytes, (error) => (error ? reject(error) : resolve(true)))),
      ),
    /** Lets the printer take what is on its way; some never hang up from their side. */
    hangUp: (ms: number) =>
      within(
        ms,
        new Promise((resolve) =>
          socket
            .once('end', () => resolve(true))
            .resume()
            .end(),
        ),
      ).then(() => {}),
    drop: () => void socket.on('error', () => {}).destroy(),
  };
}
