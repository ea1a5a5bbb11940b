import type { Server as HttpServer, IncomingMessage, ServerResponse } from 'node:http';
import { type Namespace, Server, type Socket } from 'socket.io';
import {
  type ClientEvents,
  type SeatSnapshot,
  type ServerEvents,
  type WatchAnswer,
  watchRequest,
} from '../contract/feed.ts';
import { refusalWords } from '../contract/words/en/refusals.ts';
import type { Deps } from '../deps.ts';
import { requestIdOf } from '../http/request-context.ts';

type SeatSocket = Socket<ClientEvents, ServerEvents>;

/** A screen shows one house; a page that watches this many asks for something else. */
const mostWatched = 20;

/** The public live feed: Socket.IO, namespace `/seats`. States, never people. */
export function installSeatSockets(server: HttpServer, deps: Pick<Deps, 'feed' | 'log'>): Server {
  const io = new Server(server, { serveClient: false, perMessageDeflate: false, transports: ['websocket', 'polling'] });
  io.engine.use((req: IncomingMessage, res: ServerResponse, next: () => void) => {
    res.setHeader('X-Request-Id', requestIdOf(req));
    next();
  });
  const seats: Namespace<ClientEvents, ServerEvents> = io.of('/seats');
  deps.feed.onDelta((delta) => seats.to(room(delta.session)).emit('seats', delta));
  seats.on('connection', (socket) => {
    // Of the first request of a line only what it said is of use, to a namespace that it opens later. Thousands of them are
    // a fifth of what their screens weigh.
    const { headers, url, query } = socket.handshake;
    const { connection } = socket.request;
    Object.assign(socket.conn, { request: { headers, url, _query: query, connection } });
    serveSeats(socket, deps);
  });
  return io;
}

/** Answers a socket's `watch` and `unwatch`; the room of each screening it watches is where deltas go. */
export function serveSeats(socket: SeatSocket, deps: Pick<Deps, 'feed' | 'log'>): void {
  const watched = new Set<number>();
  /** What it wants to watch, read already or not: a hundred requests at once are counted like a hundred in a row. */
  const asked = new Set<number>();

  socket.on('watch', (request, acknowledge) => {
    const answer = answerOf(request, acknowledge);
    const parsed = watchRequest.safeParse(request);
    if (!parsed.success || (asked.size >= mostWatched && !asked.has(parsed.data.session))) {
      return answer(refusal('invalid_request'));
    }
    const id = parsed.data.session;
    asked.add(id);
    // In the room before the snapshot is read: a change in between arrives with a version that the snapshot has.
    socket.join(room(id));
    const give = (snapshot: SeatSnapshot | null) => {
      if (!snapshot) {
        socket.leave(room(id));
        asked.delete(id);
      } else if (watched.has(id) || !asked.has(id) || socket.disconnected) deps.feed.unwatch(id);
      else watched.add(id);
      answer(snapshot ?? refusal('not_found'));
    };
    const seen = deps.feed.watch(id);
    if (!(seen instanceof Promise)) return give(seen);
    seen.then(give).catch((fault) => {
      deps.log.error({ err: fault, screening: id }, 'a watch failed');
      socket.disconnect(true);
    });
  });

  socket.on('unwatch', (request) => {
    const parsed = watchRequest.safeParse(request);
    // Also before the snapshot is there: it is then given, and watched no more.
    if (!parsed.success || !asked.delete(parsed.data.session)) return;
    socket.leave(room(parsed.data.session));
    if (watched.delete(parsed.data.session)) deps.feed.unwatch(parsed.data.session);
  });

  socket.on('disconnect', () => {
    for (const id of watched) deps.feed.unwatch(id);
  });
}

/** Whoever has the floor from the API may follow it without asking for an answer; whoever asks for nothing is told so. */
function answerOf(...said: unknown[]): (answer: WatchAnswer) => void {
  const last = said.findLast((each) => typeof each === 'function');
  return last ? (answer) => last(answer) : () => {};
}

export const room = (screeningId: number) => `screening:${screeningId}`;

function refusal(code: 'invalid_request' | 'not_found') {
  return { error: { code, message: refusalWords[code]({}) } };
}
