import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { halls } from '../../../prisma/seed/halls.ts';
import { buildPlan } from '../../../prisma/seed/plan-builder.ts';
import { seatCategories } from '../../../prisma/seed/prices.ts';
import { type DrawnSeat, type PlanProblemKind, planProblems } from '../../../server/contract/plan-problems.ts';
import { sql } from '../../../server/db.ts';
import { addHall } from '../../../server/domain/halls/add-hall.ts';
import { loadSeatPlan } from '../../../server/domain/halls/load-seat-plan.ts';
import { publishSeatPlan } from '../../../server/domain/halls/publish-seat-plan.ts';
import { saveSeatPlan } from '../../../server/domain/halls/save-seat-plan.ts';
import { setPriceCard } from '../../../server/domain/pricing/set-price-card.ts';
import {
  aCustomer,
  accepted,
  aHall,
  aScreening,
  manager,
  refused,
  type TestHouse,
  testHouse,
} from '../../setup/house.ts';

let t: TestHouse;
beforeAll(async () => {
  t = await testHouse();
});
afterAll(() => t.drop());

const categories = new Set<string>(seatCategories.map((category) => category.code));
const drawing = 'A ss ss\nB ll wc';

/** The small plan with one seat changed: what is wrong with it now? */
function problemsWith(change: Partial<DrawnSeat> & { label: string }): PlanProblemKind[] {
  const { label, ...rest } = change;
  const plan = buildPlan({ drawing });
  const seats = plan.seats.map((seat) => (seat.row + seat.number === label ? { ...seat, ...rest } : seat));
  return planProblems({ ...plan, seats }, categories).map((one) => one.problem);
}

describe('a drawing', () => {
  test('of each hall of the demo has nothing wrong with it', () => {
    for (const { spec } of halls) expect(planProblems(buildPlan(spec), categories)).toEqual([]);
  });

  test('is told everything that is wrong with it', () => {
    expect(problemsWith({ label: 'A1', number: '2', x: 9, y: 9 })).toEqual(['duplicate_label', 'outside_plan']);
    expect(problemsWith({ label: 'A1', category: 'royal' })).toEqual(['unknown_category']);
    expect(problemsWith({ label: 'B4', partner: null })).toEqual(['companion_without_space']);
    expect(problemsWith({ label: 'B4', partner: 'A1' })).toEqual(['companion_without_space']);
    expect(problemsWith({ label: 'B1', partner: null })).toContain('love_seat_without_half');
    expect(problemsWith({ label: 'B2', kind: 'standard' })).toEqual([
      'love_seat_without_half',
      'partner_without_reason',
    ]);
    expect(problemsWith({ label: 'A2', position: 2 })).toEqual(['block_not_contiguous']);
    expect(problemsWith({ label: 'A2', position: 0 })).toEqual(['block_not_contiguous']);
    expect(problemsWith({ label: 'A2', x: 0.7 })).toEqual(['seats_overlap']);
    expect(planProblems({ width: 1, height: 1, seats: [] }, categories)).toEqual([{ problem: 'empty', seats: [] }]);
  });

  test('that is wrong is refused with the list, and nothing is kept', async () => {
    const { id } = accepted(await addHall(t.house, manager, { code: 'wrong', name: 'Wrong' }));
    const plan = buildPlan({ drawing: 'A ss' });
    const seats = plan.seats.map((seat) => ({ ...seat, number: '1' }));
    expect(refused(await saveSeatPlan(t.house, manager, { hallId: id, ...plan, seats }))).toEqual({
      refused: 'plan_invalid',
      details: { problems: [{ problem: 'duplicate_label', seats: ['A1'] }] },
    });
    expect(await sql(t.db).query('SELECT id FROM seat_plans WHERE hall_id = $1', [id])).toEqual([]);
  });
});

describe('a seat plan', () => {
  test('comes back as it was drawn, with the partners found', async () => {
    const hall = await aHall(t.house, drawing);
    const { seats, categories: worn } = hall.plan;
    expect(seats.map((seat) => `${seat.row}${seat.number}`)).toEqual(['A1', 'A2', 'A3', 'A4', 'B1', 'B2', 'B3', 'B4']);
    expect(seats.map((seat) => seat.ordinal)).toEqual([0, 1, 2, 3, 4, 5, 6, 7]);
    const partnerOf = (label: string) => seats.find((seat) => seat.id === hall.seat(label))?.partner;
    expect([partnerOf('B1'), partnerOf('B2')]).toEqual([hall.seat('B2'), hall.seat('B1')]);
    expect([partnerOf('B3'), partnerOf('B4')]).toEqual([null, hall.seat('B3')]);
    expect(worn.map((category) => category.code)).toEqual(['standard', 'love', 'wheelchair', 'companion']);
    expect(await loadSeatPlan(t.db, hall.plan.id)).toBe(hall.plan);
    await expect(loadSeatPlan(t.db, 999_999)).rejects.toThrow('no seat plan');
  });

  test('in use is edited as a new version: what is scheduled keeps the old one, what comes takes the new', async () => {
    const hall = await aHall(t.house, 'A ssss');
    const sold = await aScreening(t.house, { hall });
    const save = (rows: string) => saveSeatPlan(t.house, manager, { hallId: hall.id, ...buildPlan({ drawing: rows }) });
    const first = accepted(await save('A sss'));
    const second = accepted(await save('A ss'));
    expect(second).toEqual({ ...first, revision: 2 });
    expect(second.version).toBe(2);
    expect((await loadSeatPlan(t.db, second.planId)).seats).toHaveLength(2);

    expect(accepted(await publishSeatPlan(t.house, manager, { planId: second.planId }))).toEqual({
      planId: second.planId,
      screeningsOnOlderPlans: 1,
    });
    expect(refused(await publishSeatPlan(t.house, manager, { planId: hall.plan.id })).refused).toBe('plan_not_draft');
    const later = await aScreening(t.house, { hall, startsAt: new Date(sold.startsAt.getTime() + 86_400_000) });
    const plans = await sql(t.db).query(
      'SELECT id, seat_plan_id AS plan, seats_total AS seats FROM screenings WHERE hall_id = $1 ORDER BY id',
      [hall.id],
    );
    expect(plans).toEqual([
      { id: sold.id, plan: hall.plan.id, seats: 4 },
      { id: later.id, plan: second.planId, seats: 2 },
    ]);
  });

  test('is drawn and published by managers alone', async () => {
    const hall = await aHall(t.house);
    const plan = buildPlan({ drawing });
    expect(refused(await saveSeatPlan(t.house, aCustomer(), { hallId: hall.id, ...plan })).refused).toBe('forbidden');
    expect(refused(await publishSeatPlan(t.house, aCustomer(), { planId: hall.plan.id })).refused).toBe('forbidden');
  });
});

describe('a price card', () => {
  test('is written whole: a pair that is left out is not for sale any more', async () => {
    const write = (entries: { ticketType: string; category: string; amount: number }[]) =>
      setPriceCard(t.house, manager, { code: 'gala', name: 'Gala', entries });
    const adult = { ticketType: 'adult', category: 'standard', amount: 500_00 };
    const { id } = accepted(await write([adult, { ...adult, category: 'premium' }]));
    expect(accepted(await write([{ ...adult, amount: 400_00 }]))).toEqual({ id });
    const prices = await sql(t.db).query(
      'SELECT category_id AS category, amount FROM prices WHERE price_card_id = $1',
      [id],
    );
    expect(prices).toEqual([{ category: t.ids.categories.standard, amount: 400_00 }]);
    expect(refused(await write([{ ...adult, category: 'royal' }]))).toEqual({
      refused: 'not_found',
      details: { codes: ['royal'] },
    });
    expect(refused(await write([{ ...adult, amount: -1 }])).refused).toBe('invalid_request');
    expect(refused(await write([adult, adult])).refused).toBe('invalid_request');
  });
});
