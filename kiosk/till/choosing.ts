import { getBestAtTill, getTillDay, getTillHouse } from '../../server/contract/api/till/programme.ts';
import { holdAtTill, releaseAtTill } from '../../server/contract/api/till/sales.ts';
import { bestAvailable } from '../../server/contract/seat-rules.ts';
import { stateOfSymbol } from '../../server/contract/seats.ts';
import type { TillHouse } from '../../server/contract/till/programme.ts';
import type { CallOutput, CallParsed } from '../ipc-contract.ts';
import type { Refused } from '../ipc-state.ts';
import type { Core } from './core.ts';
import { houseAlone, ownSeats, soldAlone } from './own-seats.ts';
import { isRefused, say } from './refusals.ts';
import type { Seen } from './seen.ts';

export interface Choosing {
  programme(date: string | undefined): Promise<CallOutput<'programme'> | Refused>;
  house(screening: number): Promise<TillHouse | Refused>;
  best(wish: CallParsed<'best'>): Promise<CallOutput<'best'> | Refused>;
  hold(wish: CallParsed<'hold'>): Promise<CallOutput<'hold'> | Refused>;
  release(hold: number): Promise<void>;
}

/** What is on, the halls, and seats while the customer decides; with the line cut, from what was last seen. */
export function makeChoosing(core: Core, seen: Seen): Choosing {
  const { link, journal, self } = core;
  /** A hold whose answer was lost: wished for again, it is the same act. It takes no money, and ends by itself. */
  let lost: { wish: string; uuid: string } | null = null;

  const mayBeAlone = (told: Refused) => told.code === 'offline';

  async function alone(screening: number): Promise<TillHouse | Refused> {
    const house = await seen.house(screening);
    return house ? houseAlone(house, journal.memory(), self.instance) : say('offline');
  }

  return {
    async programme(date) {
      const told = await link.read(getTillDay, { query: { date } });
      if (!isRefused(told)) {
        await seen.keepDay(date, told);
        return told;
      }
      const day = mayBeAlone(told) ? await seen.day(date) : null;
      if (!day) return told;
      const free = (id: number) => ownSeats(journal.memory(), self.instance, id).length;
      return { ...day, screenings: day.screenings.map((each) => ({ ...each, seatsFree: free(each.id) })) };
    },
    async house(screening) {
      const told = await link.read(getTillHouse, { params: { id: screening } });
      if (isRefused(told)) return mayBeAlone(told) ? alone(screening) : told;
      await seen.keepHouse(told);
      // Sold here with the line cut, and not yet told: the server still takes them for free.
      const memory = journal.memory();
      const hidden = told.plan.seats.map(({ id }, i) => (soldAlone(memory, screening, [id]) ? 's' : told.states[i]));
      return { ...told, states: hidden.join('') };
    },
    async best({ screening, count }) {
      const told = await link.read(getBestAtTill, { params: { id: screening }, query: { count } });
      if (!isRefused(told) || !mayBeAlone(told)) return told;
      const house = await alone(screening);
      if (isRefused(house)) return house;
      const states = Array.from(house.states, (symbol) => stateOfSymbol[symbol] ?? 'blocked');
      const seats = bestAvailable({ plan: house.plan, states }, count);
      return seats ? { seats } : say('no_seats_left');
    },
    async hold(wish) {
      const memory = journal.memory();
      if (!link.online()) {
        const own = new Set(ownSeats(memory, self.instance, wish.screening).map(({ seat }) => seat));
        return wish.seats.every((seat) => own.has(seat)) ? { id: null, expiresAt: null } : say('seat_not_ours');
      }
      if (soldAlone(memory, wish.screening, wish.seats)) return say('seat_taken');
      const text = JSON.stringify(wish);
      const uuid = lost?.wish === text ? lost.uuid : core.ports.uuid();
      const told = await link.ask(holdAtTill, { body: { ...wish, uuid } });
      lost = told.kind === 'unknown' ? { wish: text, uuid } : null;
      return told.kind === 'ok' ? told.value : (told.refusal ?? say('offline'));
    },
    async release(hold) {
      await link.read(releaseAtTill, { params: { id: hold } });
    },
  };
}
