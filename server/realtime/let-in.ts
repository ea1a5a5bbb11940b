import type { Socket } from 'socket.io';
import type { Deps } from '../deps.ts';

const askEveryMs = 1_000;

/** Who may have a line of a namespace. */
export interface Doorkeeper<Line> {
  /** The key by which whoever asks for this line is let in; null for strangers. */
  keyOf(line: Line): Promise<string | null>;
  /** Which of these keys still open. */
  standing(keys: string[]): Promise<Set<string>>;
}

/** What this needs of a namespace of Socket.IO, whatever travels there. */
interface Lines<Line> {
  sockets: Map<string, Line>;
  use(judge: (line: Line, next: (refused?: Error) => void) => void): unknown;
}

/**
 * Gives lines to those who have a key, and ends each within a second once its key opens no more: a login that ended, a
 * person who was locked out, a till that was withdrawn, by whichever process. Strangers hear `refusal`.
 */
export function letIn<Line extends Pick<Socket, 'disconnect'>>(
  lines: Lines<Line>,
  log: Deps['log'],
  keeper: Doorkeeper<Line>,
  refusal: 'unauthenticated' | 'not_enrolled',
): { stop(): void } {
  const keys = new WeakMap<Line, string>();
  lines.use((line, next) => {
    keeper.keyOf(line).then(
      (key) => {
        if (key !== null) keys.set(line, key);
        next(key === null ? new Error(refusal) : undefined);
      },
      (fault: Error) => {
        log.error({ err: fault }, 'a handshake could not be judged');
        next(new Error('internal'));
      },
    );
  });
  const look = async () => {
    const open = [...lines.sockets.values()].map((line) => ({ line, key: keys.get(line) ?? '' }));
    if (open.length === 0) return;
    const standing = await keeper.standing([...new Set(open.map(({ key }) => key))]);
    for (const { line, key } of open) if (!standing.has(key)) line.disconnect();
  };
  const timer = setInterval(() => {
    look().catch((err: unknown) => log.warn({ err }, 'whose lines still stand could not be asked; trying again'));
  }, askEveryMs).unref();
  return { stop: () => clearInterval(timer) };
}
