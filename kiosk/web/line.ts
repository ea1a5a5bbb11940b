import { io } from 'socket.io-client';
import { z } from 'zod';
import type { HttpAnswer, HttpRequest, Ports } from '../till/ports.ts';

export async function http({ method, url, headers, body, timeoutMs }: HttpRequest): Promise<HttpAnswer> {
  const answer = await fetch(url, {
    method,
    headers: body === undefined ? headers : { ...headers, 'content-type': 'application/json' },
    ...(body === undefined ? {} : { body: JSON.stringify(body) }),
    credentials: 'omit',
    cache: 'no-store',
    signal: AbortSignal.timeout(timeoutMs),
  });
  const text = await answer.text();
  return { status: answer.status, body: text === '' ? null : parsed(text) };
}

function parsed(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    return null;
  }
}

const snapshot = z.object({ version: z.int(), states: z.string() });
const delta = z.object({
  session: z.int(),
  version: z.int(),
  changes: z.array(z.tuple([z.int(), z.string()])),
});
const free = z.array(z.tuple([z.int(), z.int()]));
const answerMs = 5_000;

/** The live feed of the tills over Socket.IO. What does not look as it should is passed over. */
export const live: Ports['live'] = ({ server, token }, on) => {
  const socket = io(`${server}/staff/till`, { auth: { token }, transports: ['websocket'], forceNew: true });
  socket.on('connect', on.up);
  socket.on('seats', (told: unknown) => {
    const seats = delta.safeParse(told);
    if (seats.success) on.seats(seats.data);
  });
  socket.on('free', (told: unknown) => {
    const changes = free.safeParse(told);
    if (changes.success) on.free(changes.data);
  });
  return {
    async watch(screening) {
      if (!socket.connected) return null;
      const told = await socket
        .timeout(answerMs)
        .emitWithAck('watch', { session: screening })
        .catch(() => null);
      return snapshot.safeParse(told).data ?? null;
    },
    unwatch: (screening) => void socket.emit('unwatch', { session: screening }),
    close: () => void socket.close(),
  };
};
