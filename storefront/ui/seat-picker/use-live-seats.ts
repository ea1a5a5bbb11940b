import { useEffect, useRef, useState } from 'react';
import type { ClientEvents, SeatDelta, ServerEvents, WatchAnswer } from '../../../server/contract/feed.ts';

interface Snapshot {
  symbols: string;
  version: number;
}

/** A short break of the line is nobody's business. */
const offlineAfterMs = 4_000;

/**
 * The seats as they are at this moment: the page's own snapshot at first, then whatever the feed says. `live` is false
 * once the line has been down for some seconds. The socket's code is fetched after the page stands.
 */
export function useLiveSeats(screeningId: number, first: Snapshot): { symbols: string; live: boolean } {
  const [symbols, setSymbols] = useState(first.symbols);
  const [live, setLive] = useState(true);
  const known = useRef(first);

  useEffect(() => {
    let ended = false;
    let stop = () => {};
    const show = (snapshot: Snapshot) => {
      known.current = snapshot;
      setSymbols(snapshot.symbols);
    };
    const start = async () => {
      const { io } = await import('socket.io-client');
      if (ended) return;
      const socket: import('socket.io-client').Socket<ServerEvents, ClientEvents> = io('/seats', {
        transports: ['websocket', 'polling'],
      });
      let silence = 0;
      const watch = () => {
        socket.emit('watch', { session: screeningId }, (answer: WatchAnswer) => {
          if (!('error' in answer)) show({ symbols: answer.states, version: answer.version });
        });
      };
      socket.on('connect', () => {
        clearTimeout(silence);
        setLive(true);
        watch();
      });
      socket.on('disconnect', () => {
        silence = window.setTimeout(() => setLive(false), offlineAfterMs);
      });
      socket.on('seats', (delta) => {
        if (delta.session !== screeningId || delta.version <= known.current.version) return;
        if (delta.version === known.current.version + 1) show(applied(known.current, delta));
        else watch();
      });
      stop = () => {
        clearTimeout(silence);
        socket.disconnect();
      };
    };
    void start();
    return () => {
      ended = true;
      stop();
    };
  }, [screeningId]);

  return { symbols, live };
}

function applied({ symbols }: Snapshot, { version, changes }: SeatDelta): Snapshot {
  const next = [...symbols];
  for (const [index, symbol] of changes) next[index] = symbol;
  return { symbols: next.join(''), version };
}
