import type { Namespace, Server, Socket } from 'socket.io';
import type { ClientEvents, StaffServerEvents } from '../contract/feed.ts';
import { sql } from '../db.ts';
import type { Deps } from '../deps.ts';
import { type Doorkeeper, letIn } from './let-in.ts';
import { room, serveSeats } from './seat-sockets.ts';

const pollMs = 1_000;

/**
 * The feed of the office: namespace `/staff/seats`, for logins of staff. It sends what `/seats` sends, and `changed`
 * whenever something about a screening's seats was committed: its watchers then ask `/api/staff` who sits where. So
 * names never travel over a socket. A line lasts as long as its login.
 */
export function installStaffSeatSockets(
  io: Server,
  deps: Pick<Deps, 'db' | 'feed' | 'log'>,
  keeper: Doorkeeper<Socket>,
): { stop(): void } {
  const seats: Namespace<ClientEvents, StaffServerEvents> = io.of('/staff/seats');
  const door = letIn(seats, deps.log, keeper, 'unauthenticated');
  deps.feed.onDelta((delta) => {
    seats.to(room(delta.session)).emit('seats', delta);
    seats.to(room(delta.session)).emit('changed', { session: delta.session });
  });
  seats.on('connection', (socket) => serveSeats(socket, deps));
  const watched = followWatched(seats, deps);
  return {
    stop() {
      door.stop();
      watched.stop();
    },
  };
}

/**
 * Not every change of who sits where changes a state: two guests may swap, one may come in. Every such change leaves a
 * notice, so new notices of watched screenings are looked for once a second.
 */
function followWatched(seats: Namespace<ClientEvents, StaffServerEvents>, deps: Pick<Deps, 'db' | 'log'>) {
  const seen = new Map<number, number>();
  const timer = setInterval(async () => {
    const watched = [...seats.adapter.rooms.keys()].flatMap((name) => /^screening:(\d+)$/.exec(name)?.[1] ?? []);
    for (const id of seen.keys()) if (!watched.includes(String(id))) seen.delete(id);
    if (watched.length === 0) return;
    try {
      const rows = await sql(deps.db).query<{ id: number; latest: number }>(
        `SELECT screening_id AS id, max(id) AS latest FROM seat_notices
          WHERE at > now() - interval '10 seconds' AND screening_id = ANY ($1) GROUP BY 1`,
        [watched.map(Number)],
      );
      for (const { id, latest } of rows) {
        if (latest > (seen.get(id) ?? 0)) seats.to(room(id)).emit('changed', { session: id });
        seen.set(id, latest);
      }
    } catch (fault) {
      deps.log.warn({ err: fault }, 'the notices for the office could not be read; trying again');
    }
  }, pollMs).unref();
  return { stop: () => clearInterval(timer) };
}
