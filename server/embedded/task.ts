import { ConfigError } from '../config.ts';
import { CannotStart } from './cannot-start.ts';

/** One line for the person who waits. */
export const say = (line: string): void => console.log(line);

type OnStop = (close: () => Promise<void>) => void;

/**
 * Runs the body of an npm script and ends the process when it is over.
 *
 * What the body opens it hands to `onStop`; all of it is closed, last opened first, when the body resolves or fails,
 * at Ctrl-C or SIGTERM, and when run.mjs dies. What the person can put right is printed without a stack.
 * The body resolves with the exit code.
 */
export async function runTask(body: (onStop: OnStop) => Promise<number>): Promise<never> {
  const closers: (() => Promise<void>)[] = [];
  let stopping: Promise<never> | null = null;
  let askedAt = 0;

  const stop = (code: number): Promise<never> => {
    stopping ??= (async () => {
      let failed = false;
      for (const close of closers.reverse()) {
        await close().catch((error) => {
          failed = true;
          report(error);
        });
      }
      process.exit(failed ? 1 : code);
    })();
    return stopping;
  };
  const onSignal = (signal: NodeJS.Signals) => {
    // npm hands on a Ctrl-C that the terminal has given us already: two within a moment are one.
    if (askedAt && Date.now() - askedAt > 500) process.exit(1);
    if (!askedAt && signal === 'SIGINT') say('\nClosing. Press Ctrl-C again to force it.');
    askedAt ||= Date.now();
    stop(0);
  };
  for (const signal of ['SIGINT', 'SIGTERM', 'SIGHUP']) process.on(signal, onSignal);
  process.on('disconnect', () => stop(0));

  try {
    return await stop(await body((close) => closers.push(close)));
  } catch (error) {
    // Once we are closing, things fail because they are being closed.
    if (!stopping) report(error);
    return await stop(1);
  }
}

function report(error: unknown): void {
  const mendable = error instanceof ConfigError || error instanceof CannotStart;
  console.error(mendable ? `\n${error.message}` : error);
}
