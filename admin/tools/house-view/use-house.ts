import { useCallback, useEffect, useRef, useState } from 'react';
import { io, type Socket } from 'socket.io-client';
import { getHouse, type HouseView } from '../../../server/contract/api/staff/house.ts';
import type { ClientEvents, StaffServerEvents, WatchAnswer } from '../../../server/contract/feed.ts';
import { stayOnLine } from '../../../server/contract/stay-on-line.ts';
import { isRefused, operate, type Refused } from '../client.ts';

/** Changes closer together than this are asked about once. */
const settleMs = 120;
/** While a cancelling runs, its progress is asked for this often. */
const progressMs = 1_500;

export interface LiveHouse {
  view: HouseView | null;
  /** The seats as last answered: a delta may be older than that answer, and is put right by the next one. */
  answered: string;
  refused: Refused | null;
  /** Whether the socket stands; without it the view may be old. */
  live: boolean;
  /** Asks who sits where now. */
  reload: () => Promise<void>;
}

/** One screening, kept up to date: seats by the socket's deltas, people by asking again whenever something changed. */
export function useHouse(id: number): LiveHouse {
  const [view, setView] = useState<HouseView | null>(null);
  const [answered, setAnswered] = useState('');
  const [refused, setRefused] = useState<Refused | null>(null);
  const [live, setLive] = useState(true);
  const asked = useRef(0);

  const reload = useCallback(async () => {
    asked.current += 1;
    const turn = asked.current;
    const answer = await operate(getHouse, { params: { id } });
    if (turn !== asked.current) return;
    if (isRefused(answer)) setRefused(answer);
    else {
      setRefused(null);
      setView(answer);
      setAnswered(answer.states);
    }
  }, [id]);

  useEffect(() => {
    let later: number | undefined;
    const soon = () => {
      window.clearTimeout(later);
      later = window.setTimeout(reload, settleMs);
    };
    const socket: Socket<StaffServerEvents, ClientEvents> = io('/staff/seats', { transports: ['websocket'] });
    const patch = (changes: [number, string][]) =>
      setView((before) => {
        if (!before) return before;
        const states = Array.from(before.states);
        for (const [at, symbol] of changes) states[at] = symbol;
        return { ...before, states: states.join('') };
      });
    socket.on('connect', () => {
      socket.emit('watch', { session: id }, (answer: WatchAnswer) => {
        setLive(!('error' in answer));
        soon();
      });
    });
    const line = stayOnLine(socket);
    socket.on('disconnect', () => setLive(false));
    socket.on('connect_error', () => setLive(false));
    socket.on('seats', (delta) => delta.session === id && patch(delta.changes));
    socket.on('changed', ({ session }) => session === id && soon());
    reload();
    return () => {
      window.clearTimeout(later);
      asked.current += 1;
      line.close();
    };
  }, [id, reload]);

  const progress = view?.progress;
  const running = progress ? progress.ordersLeft + progress.refunds.pending + progress.lettersWaiting > 0 : false;
  useEffect(() => {
    if (!running) return;
    const timer = window.setInterval(reload, progressMs);
    return () => window.clearInterval(timer);
  }, [running, reload]);

  return { view, answered, refused, live, reload };
}
