import fc from 'fast-check';
import { expect, test } from 'vitest';
import { type CounterWorld, counterWorld } from './counter-world.ts';
import { price, type Weather } from './model-server.ts';

type Step =
  | { do: 'sell'; seats: number[]; weather: Weather[] }
  | { do: 'line'; state: 'whole' | 'cut'; weather: Weather[] }
  | { do: 'wait'; ms: number; weather: Weather[] }
  | { do: 'power'; writes: number; after: boolean }
  | { do: 'restart' | 'cancel' | 'aside' | 'late' | 'rival' }
  | { do: 'printer'; works: boolean };

/** Few enough that the same seat is wanted again and again: two of the till's own and one of everybody's. */
const seats = fc.constantFrom<number[]>([1], [2], [6], [1, 2]);
const rivals = 6;
const weather = fc.array(
  fc.constantFrom<Weather>('fair', 'lost', 'answer lost', 'late', 'doubled', 'gateway', 'busy'),
  { maxLength: 6 },
);
const state = fc.constantFrom('whole' as const, 'cut' as const);
const ms = fc.constantFrom(1_000, 30_000, 310_000);
const step: fc.Arbitrary<Step> = fc.oneof(
  { weight: 6, arbitrary: fc.record({ do: fc.constant('sell' as const), seats, weather }) },
  { weight: 3, arbitrary: fc.record({ do: fc.constant('line' as const), state, weather }) },
  { weight: 2, arbitrary: fc.record({ do: fc.constant('wait' as const), ms, weather }) },
  { weight: 2, arbitrary: fc.record({ do: fc.constant('power' as const), writes: fc.nat(5), after: fc.boolean() }) },
  { weight: 1, arbitrary: fc.record({ do: fc.constant('printer' as const), works: fc.boolean() }) },
  { weight: 6, arbitrary: fc.record({ do: fc.constantFrom('restart', 'cancel', 'aside', 'late', 'rival') }) },
);

async function take(world: CounterWorld, now: Step): Promise<void> {
  if (world.isDead() && now.do !== 'rival' && now.do !== 'late') await world.restart();
  const uuid = (await world.state()).sale?.uuid;
  switch (now.do) {
    case 'sell':
      await world.ask('doneWithSale', {});
      world.weather(...now.weather);
      await world.sell(...now.seats);
      return;
    case 'line':
      world.weather(...now.weather);
      return world.line(now.state);
    case 'power':
      return world.powerFailsAt(now.writes, now.after);
    case 'restart':
      return world.restart();
    case 'cancel':
      if (uuid) await world.ask('cancelSale', { uuid });
      return;
    case 'aside':
      if (uuid) await world.ask('setAside', { uuid });
      return;
    case 'late':
      return world.server.deliverLate();
    case 'printer':
      return world.printer(now.works);
    case 'rival':
      return world.server.rival(rivals);
    case 'wait':
      world.weather(...now.weather);
      return world.time.pass(now.ms);
  }
}

/** What must be true once everything has calmed down. */
async function holdsTrue(world: CounterWorld): Promise<void> {
  const { server, paid, printed } = world;
  const state = await world.state();
  expect(state.open).toEqual([]);
  expect(state.prints).toEqual([]);
  expect(state.cut.sales).toEqual([]);
  expect(server.rejected).toEqual([]);
  // Every payment that was taken is a sale, and every sale was paid once: nothing lost, no second payment.
  expect([...paid.keys()].sort()).toEqual([...server.sales.keys()].sort());
  for (const [uuid, seats] of server.sales) expect(paid.get(uuid)).toBe(seats.length * price);
  const sheets = [...server.sales].flatMap(([uuid, seats]) => [
    `receipt:${uuid}`,
    ...seats.map((one) => `ticket:${1000 + one}:0`),
  ]);
  expect([...printed].sort()).toEqual(sheets.sort());
}

async function play(steps: Step[]): Promise<void> {
  const world = await counterWorld();
  try {
    for (const each of steps) {
      await take(world, each);
      // At no moment is a seat two sales' on paper.
      const tickets = world.printed.filter((key) => key.startsWith('ticket'));
      expect(new Set(tickets).size).toBe(tickets.length);
    }
    await world.calm();
    await holdsTrue(world);
  } finally {
    world.stop();
  }
}

test('Whatever befalls line, power, printer and replies: nothing sold twice, nothing lost, no second payment', async () => {
  await fc.assert(fc.asyncProperty(fc.array(step, { minLength: 4, maxLength: 20, size: 'max' }), play), {
    numRuns: 300,
  });
});
