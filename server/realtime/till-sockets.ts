import type { Namespace, Server, Socket } from 'socket.io';
import type { ClientEvents, SeatDelta, ServerEvents } from '../contract/feed.ts';
import type { TillServerEvents } from '../contract/till/programme.ts';
import { sql } from '../db.ts';
import type { Deps } from '../deps.ts';
import type { Till } from '../domain/kiosks/find-till.ts';
import { freeToday } from '../domain/till/free-today.ts';
import { letIn } from './let-in.ts';
import { room, serveSeats } from './seat-sockets.ts';

const pollMs = 1_000;

interface Connection {
  till: Till;
  /** Screening → seats left, as it was told. */
  told: Map<number, number>;
}
type TillNamespace = Namespace<ClientEvents, ServerEvents & TillServerEvents, object, Connection>;
type TillSocket = Socket<ClientEvents, ServerEvents & TillServerEvents, object, Connection>;

/** Who knows the tills by their tokens, and which tokens are still good. */
interface TillKeeper {
  tillOf(token: unknown): Promise<Till | null>;
  standing(tokens: string[]): Promise<Set<string>>;
}

/**
 * The feed of the tills: namespace `/staff/till`, for devices with a token. What `/seats` sends, with a till's own allotted
 * seats free to it, and once a second the seats left of every screening of today that changed. A line lasts as long as its
 * token.
 */
export function installTillSockets(
  io: Server,
  deps: Pick<Deps, 'db' | 'feed' | 'log'>,
  keeper: TillKeeper,
): { stop(): void } {
  const tills: TillNamespace = io.of('/staff/till');
  const door = letIn<TillSocket>(
    tills,
    deps.log,
    {
      async keyOf({ handshake, data }) {
        const { token } = handshake.auth;
        const till = await keeper.tillOf(token);
        if (till) Object.assign(data, { till, told: new Map() });
        return till && token;
      },
      standing: keeper.standing,
    },
    'not_enrolled',
  );
  // One after the other, so that versions arrive in their order.
  let sending = Promise.resolve();
  deps.feed.onDelta((delta) => {
    sending = sending
      .then(() => sendDelta(tills, deps, delta))
      .catch((fault: unknown) => deps.log.error({ err: fault }, 'the tills were not told of a change'));
  });
  tills.on('connection', (socket) => {
    const { till } = socket.data;
    serveSeats(socket, { log: deps.log, feed: { ...deps.feed, watch: (id) => watchAs(deps, till, id) } });
  });
  const today = followToday(tills, deps);
  return {
    stop() {
      door.stop();
      today.stop();
    },
  };
}

/** The snapshot with the till's own seats free to it. */
async function watchAs(deps: Pick<Deps, 'db' | 'feed'>, till: Till, screeningId: number) {
  const snapshot = await deps.feed.watch(screeningId);
  if (!snapshot?.states.includes('b')) return snapshot;
  const own = (await allotted(deps, screeningId)).get(till.id) ?? new Set();
  const states = Array.from(snapshot.states, (symbol, at) => (symbol === 'b' && own.has(at) ? '.' : symbol)).join('');
  return { ...snapshot, states };
}

/** Almost no screening has allotted seats, and then all tills hear the same at once. */
async function sendDelta(tills: TillNamespace, deps: Pick<Deps, 'db'>, delta: SeatDelta): Promise<void> {
  if (!delta.changes.some(([, symbol]) => symbol === 'b')) {
    tills.local.to(room(delta.session)).emit('seats', delta);
    return;
  }
  const watching = await tills.local.in(room(delta.session)).fetchSockets();
  if (watching.length === 0) return;
  const seats = await allotted(deps, delta.session);
  for (const socket of watching) {
    const own = seats.get(socket.data.till.id);
    const changes = delta.changes.map(([at, symbol]): [number, string] => [
      at,
      symbol === 'b' && own?.has(at) ? '.' : symbol,
    ]);
    socket.emit('seats', { ...delta, changes });
  }
}

/** Till → the places in plan order of the seats that are its alone. */
async function allotted(deps: Pick<Deps, 'db'>, screeningId: number): Promise<Map<number, Set<number>>> {
  const rows = await sql(deps.db).query<{ kiosk: number; ordinals: number[] }>(
    `SELECT c.kiosk_id AS kiosk, array_agg(s.ordinal) AS ordinals FROM seat_claims c JOIN seats s ON s.id = c.seat_id
      WHERE c.screening_id = $1 AND c.kiosk_id IS NOT NULL GROUP BY c.kiosk_id`,
    [screeningId],
  );
  return new Map(rows.map(({ kiosk, ordinals }) => [kiosk, new Set(ordinals)]));
}

/** Seats left of today's screenings, whichever process sold them, and also when a hold dies and nobody writes anything. */
function followToday(tills: TillNamespace, deps: Pick<Deps, 'db' | 'log'>): { stop(): void } {
  const timer = setInterval(async () => {
    if (tills.sockets.size === 0) return;
    try {
      const today = await freeToday(deps.db);
      for (const socket of tills.sockets.values()) {
        const { till, told } = socket.data;
        const now = today.map(({ id, free, own }): [number, number] => [id, free + (own[till.id] ?? 0)]);
        const changes = now.filter(([id, free]) => told.get(id) !== free);
        for (const [id, free] of changes) told.set(id, free);
        if (changes.length > 0) socket.emit('free', changes);
      }
    } catch (fault) {
      deps.log.warn({ err: fault }, 'the seats left could not be read for the tills; trying again');
    }
  }, pollMs).unref();
  return { stop: () => clearInterval(timer) };
}
