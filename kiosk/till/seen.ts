import { type TillDay, type TillHouse, tillDay, tillHouse } from '../../server/contract/till/programme.ts';
import type { Core } from './core.ts';

/** What was last seen of the server, for when the line is cut. It may be old; nothing is decided by it alone. */
export interface Seen {
  day(date: string | undefined): Promise<TillDay | null>;
  keepDay(date: string | undefined, day: TillDay): Promise<void>;
  house(screening: number): Promise<TillHouse | null>;
  keepHouse(house: TillHouse): Promise<void>;
}

export function makeSeen({ ports: { cache } }: Pick<Core, 'ports'>): Seen {
  const dayKey = (date: string | undefined) => `day:${date ?? 'today'}`;
  return {
    day: async (date) => tillDay.safeParse(await cache.get(dayKey(date))).data ?? null,
    async keepDay(date, day) {
      await cache.set(dayKey(date), day);
      await cache.set(dayKey(day.date), day);
    },
    house: async (screening) => tillHouse.safeParse(await cache.get(`house:${screening}`)).data ?? null,
    keepHouse: (house) => cache.set(`house:${house.screening.id}`, house),
  };
}
