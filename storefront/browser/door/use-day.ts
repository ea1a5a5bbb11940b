import { useEffect, useState } from 'react';
import { type DoorDay, listDoor, listDoorTickets } from '../../../server/contract/api/staff/door.ts';
import { type Client, isRefused } from '../../../server/contract/client.ts';
import { stayOnLine } from '../../../server/contract/stay-on-line.ts';
import type { Listed } from './shapes.ts';

const refreshMs = 10_000;
/** Word of a change may come with every guest; the lists are read this often at most. */
const restMs = 1_000;

/** The day's screenings with who is in, kept fresh by the live feed and by the clock; `know` gets the lists of the chosen. */
export function useDay(client: Client, chosen: number[], know: (list: Listed) => void): DoorDay | null {
  const [day, setDay] = useState<DoorDay | null>(null);
  const wanted = chosen.join(',');

  useEffect(() => {
    const ids = wanted === '' ? [] : wanted.split(',').map(Number);
    let closed = false;
    let asked = 0;
    let read = 0;
    const refresh = async () => {
      asked += 1;
      const turn = asked;
      const [told, lists] = await Promise.all([
        client.call(listDoor, {}),
        Promise.all(ids.map((id) => client.call(listDoorTickets, { params: { id } }))),
      ]);
      // Of another choice, or overtaken by a newer answer: an older list would make guests unknown who are on the newer.
      if (closed || turn < read) return;
      read = turn;
      if (!isRefused(told)) setDay(told);
      // So would one that could not be read.
      if (lists.some(isRefused)) return;
      know(new Map(lists.flatMap((list) => (isRefused(list) ? [] : list.tickets.map((each) => [each.stub, each])))));
    };
    void refresh();
    const timer = setInterval(() => void refresh(), refreshMs);
    let line: { close(): void } | null = null;
    let soon: ReturnType<typeof setTimeout> | null = null;
    const refreshSoon = () => {
      soon ??= setTimeout(() => {
        soon = null;
        void refresh();
      }, restMs);
    };
    void import('socket.io-client')
      .then(({ io }) => {
        if (closed) return;
        const socket = io('/staff/seats', { transports: ['websocket', 'polling'] });
        line = stayOnLine(socket);
        socket.on('connect', () => {
          for (const id of ids.slice(0, 20)) socket.emit('watch', { session: id }, () => {});
        });
        socket.on('changed', refreshSoon);
      })
      // Without the feed the clock does.
      .catch(() => {});
    return () => {
      closed = true;
      clearInterval(timer);
      if (soon) clearTimeout(soon);
      line?.close();
    };
  }, [client, wanted, know]);
  return day;
}
