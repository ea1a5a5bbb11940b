import { useCallback, useEffect, useState } from 'react';
import { type DoorDay, listDoor, listDoorTickets } from '../../../server/contract/api/staff/door.ts';
import { type Client, isRefused } from '../../../server/contract/client.ts';
import type { Listed } from './shapes.ts';

const refreshMs = 10_000;
/** Word of a change may come with every guest; the lists are read this often at most. */
const restMs = 1_000;

/** The day's screenings with who is in, kept fresh by the live feed and by the clock; `know` gets the lists of the chosen. */
export function useDay(client: Client, chosen: number[], know: (list: Listed) => void): DoorDay | null {
  const [day, setDay] = useState<DoorDay | null>(null);
  const wanted = chosen.join(',');

  const refresh = useCallback(async () => {
    const told = await client.call(listDoor, {});
    if (!isRefused(told)) setDay(told);
    const ids = wanted === '' ? [] : wanted.split(',').map(Number);
    const lists = await Promise.all(ids.map((id) => client.call(listDoorTickets, { params: { id } })));
    // One that could not be read would make its guests unknown: the older list is the better one.
    if (lists.some(isRefused)) return;
    know(new Map(lists.flatMap((list) => (isRefused(list) ? [] : list.tickets.map((each) => [each.stub, each])))));
  }, [client, wanted, know]);

  useEffect(() => {
    void refresh();
    const timer = setInterval(() => void refresh(), refreshMs);
    let socket: { disconnect(): void } | null = null;
    let closed = false;
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
        const line = io('/staff/seats', { transports: ['websocket', 'polling'] });
        socket = line;
        line.on('connect', () => {
          for (const id of wanted.split(',').filter(Boolean).slice(0, 20)) {
            line.emit('watch', { session: Number(id) }, () => {});
          }
        });
        line.on('changed', refreshSoon);
      })
      // Without the feed the clock does.
      .catch(() => {});
    return () => {
      closed = true;
      clearInterval(timer);
      if (soon) clearTimeout(soon);
      socket?.disconnect();
    };
  }, [refresh, wanted]);
  return day;
}
