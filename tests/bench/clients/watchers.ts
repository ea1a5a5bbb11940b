import { now } from './clock.ts';
import { SeatSocket } from './seat-socket.ts';

/** A message of the feed, and when each of the watchers had it, in milliseconds of the machine's clock. */
export interface Seen {
  version: number;
  changes: [number, string][];
  at: number[];
}

let open: SeatSocket[] = [];
let seen: (Omit<Seen, 'version' | 'changes'> & { frame: Buffer })[] = [];

/** Opens screens on one screening, to stay until `closeWatchers`. */
export async function openWatchers({ port, session, count }: { port: number; session: number; count: number }) {
  for (let left = count; left > 0; left -= 50) {
    const some = Array.from({ length: Math.min(50, left) }, () => new SeatSocket(port, note));
    await Promise.all(some.map((socket) => socket.open().then(() => socket.watch(session))));
    open.push(...some);
  }
  return open.length;
}

/** The same message goes to all, so its bytes tell which one it is; it is looked for among the latest few. */
function note(frame: Buffer): void {
  const at = now();
  for (let i = seen.length - 1; i >= 0 && i > seen.length - 20; i--) {
    const one = seen[i];
    if (one?.frame.equals(frame)) {
      one.at.push(at);
      return;
    }
  }
  seen.push({ frame: Buffer.from(frame), at: [at] });
}

export async function takeSeen(_input: null): Promise<Seen[]> {
  const taken = seen;
  seen = [];
  return taken.map(({ frame, at }) => {
    const [, delta] = JSON.parse(frame.toString().replace(/^42\/seats,/, ''));
    return { version: delta.version, changes: delta.changes, at };
  });
}

export async function closeWatchers(_input: null): Promise<void> {
  for (const socket of open) socket.close();
  open = [];
}

/** A closed loop of snapshots: each socket watches again as soon as it has its answer. */
export async function driveSnapshots(load: { port: number; sessions: number[]; sockets: number; seconds: number }) {
  const sockets = Array.from({ length: load.sockets }, () => new SeatSocket(load.port));
  await Promise.all(sockets.map((socket) => socket.open()));
  const started = performance.now();
  const until = started + load.seconds * 1000;
  let answered = 0;
  await Promise.all(
    sockets.map(async (socket, i) => {
      const session = load.sessions[i % load.sessions.length] ?? 0;
      while (performance.now() < until) {
        const { states } = await socket.watch(session);
        if (!states) throw new Error('a snapshot without seats');
        socket.unwatch(session);
        answered += 1;
      }
      socket.close();
    }),
  );
  return { perSecond: answered / ((performance.now() - started) / 1000) };
}
