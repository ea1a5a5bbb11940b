import type { Socket } from 'socket.io-client';
import type { ClientEvents, ServerEvents } from '../../../server/contract/feed.ts';
import { stayOnLine } from '../../../server/contract/stay-on-line.ts';
import type { OpenLine } from '../../ui/seat-picker/use-live-seats.ts';

/** The shop's line to the live feed. The socket's code is fetched once the page stands. */
export const openSeatLine: OpenLine = (screeningId, told) => {
  let socket: Socket<ServerEvents, ClientEvents> | null = null;
  let line: { close(): void } | null = null;
  let closed = false;
  const start = async () => {
    const { io } = await import('socket.io-client');
    if (closed) return;
    socket = io('/seats', { transports: ['websocket', 'polling'] });
    line = stayOnLine(socket);
    socket.on('connect', told.up);
    socket.on('disconnect', told.down);
    socket.on('connect_error', told.down);
    socket.on('seats', told.delta);
  };
  // Where the code cannot be fetched, the form works without it.
  start().catch(told.down);
  return {
    watch() {
      socket?.emit('watch', { session: screeningId }, (answer) => {
        if (!('error' in answer)) told.snapshot({ symbols: answer.states, version: answer.version });
      });
    },
    close() {
      closed = true;
      line?.close();
    },
  };
};
