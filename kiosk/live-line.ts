import { io, type Socket } from 'socket.io-client';
import { z } from 'zod';
import type { ClientEvents, ServerEvents } from '../server/contract/feed.ts';
import { stayOnLine } from '../server/contract/stay-on-line.ts';
import type { TillServerEvents } from '../server/contract/till/programme.ts';
import type { Ports } from './till/ports.ts';

const snapshot = z.object({ version: z.int(), states: z.string() });
const delta = z.object({ session: z.int(), version: z.int(), changes: z.array(z.tuple([z.int(), z.string()])) });
const free = z.array(z.tuple([z.int(), z.int()]));

/** How long a snapshot is waited for; the next connection brings another. */
const patienceMs = 8_000;

/** The live feed over Socket.IO, for the app and for the page. A message that is not what was agreed is as good as none. */
export const livePort: Ports['live'] = ({ server, token }, on) => {
  const socket: Socket<ServerEvents & TillServerEvents, ClientEvents> = io(`${server}/staff/till`, {
    auth: { token },
    transports: ['websocket'],
    forceNew: true,
    reconnectionDelayMax: 5_000,
  });
  socket.on('connect', () => on.up());
  socket.on('disconnect', () => on.down());
  const line = stayOnLine(socket);
  socket.on('seats', (message) => {
    const parsed = delta.safeParse(message);
    if (parsed.success) on.seats(parsed.data);
  });
  socket.on('free', (message) => {
    const parsed = free.safeParse(message);
    if (parsed.success) on.free(parsed.data);
  });
  return {
    async watch(screening) {
      if (!socket.connected) return null;
      const answer = await socket
        .timeout(patienceMs)
        .emitWithAck('watch', { session: screening })
        .catch(() => null);
      return snapshot.safeParse(answer).data ?? null;
    },
    unwatch: (screening) => void socket.volatile.emit('unwatch', { session: screening }),
    close: line.close,
  };
};
