import { afterAll, beforeAll, expect, test } from 'vitest';
import { buildPlan } from '../../../prisma/seed/plan-builder.ts';
import { addHall } from '../../../server/domain/halls/add-hall.ts';
import { changeHall } from '../../../server/domain/halls/change-hall.ts';
import { findDrawnPlan } from '../../../server/domain/halls/find-drawn-plan.ts';
import { listHallPlans } from '../../../server/domain/halls/list-hall-plans.ts';
import { publishSeatPlan } from '../../../server/domain/halls/publish-seat-plan.ts';
import { saveSeatPlan } from '../../../server/domain/halls/save-seat-plan.ts';
import { accepted, aHall, aScreening, manager, refused, type TestHouse, testHouse } from '../../setup/house.ts';

let t: TestHouse;
beforeAll(async () => {
  t = await testHouse();
});
afterAll(() => t.drop());

const clerk = { ...manager, kind: 'clerk' as const };

test('A drawing is read back as it was saved', async () => {
  const drawing = buildPlan({ drawing: 'A ss ll\nB wc ss', curve: 40 });
  const { id } = accepted(await addHall(t.house, manager, { code: 'kept', name: 'Kept' }));
  const { planId } = accepted(await saveSeatPlan(t.house, manager, { hallId: id, ...drawing }));
  expect(accepted(await findDrawnPlan(t.house, manager, { planId }))).toEqual({
    planId,
    hallId: id,
    name: '',
    revision: 1,
    plan: drawing,
  });
  expect(refused(await findDrawnPlan(t.house, manager, { planId: 999_999 })).refused).toBe('not_found');
});

test('The halls are listed with every version, and with the screenings that each still sells', async () => {
  const hall = await aHall(t.house, 'A ssss');
  await aScreening(t.house, { hall });
  accepted(await saveSeatPlan(t.house, manager, { hallId: hall.id, ...buildPlan({ drawing: 'A ss' }) }));
  const { halls, categories } = accepted(await listHallPlans(t.house, manager));
  expect(halls.find(({ id }) => id === hall.id)?.plans).toMatchObject([
    { version: 2, status: 'draft', seats: 2, comingScreenings: 0, publishedAt: null },
    { version: 1, status: 'published', seats: 4, comingScreenings: 1 },
  ]);
  expect(categories.map(({ code }) => code)).toContain('premium');
});

test('Of two who draw one hall, the second to save is told, and nothing of the first is lost', async () => {
  const { id } = accepted(await addHall(t.house, manager, { code: 'shared', name: 'Shared' }));
  const save = (drawing: string, seen: { planId: number; revision: number } | null) =>
    saveSeatPlan(t.house, manager, { hallId: id, seen, ...buildPlan({ drawing }) });
  const first = accepted(await save('A ssss', null));
  expect(refused(await save('A ss', null)).refused).toBe('changed_meanwhile');
  const again = accepted(await save('A sss', first));
  expect(again).toEqual({ ...first, revision: 2 });
  expect(refused(await save('A ss', first)).refused).toBe('changed_meanwhile');
  const { plan } = accepted(await findDrawnPlan(t.house, manager, first));
  expect(plan.seats).toHaveLength(3);
  const both = await Promise.all([save('A s', again), save('A ss', again)]);
  expect(both.filter((one) => 'refused' in one)).toHaveLength(1);
});

test('A plan beyond the licence of the hall may be drawn, but is not published', async () => {
  const { id } = accepted(await addHall(t.house, manager, { code: 'small', name: 'Small', capacity: 3 }));
  const save = (drawing: string) => saveSeatPlan(t.house, manager, { hallId: id, ...buildPlan({ drawing }) });
  const { planId } = accepted(await save('A ssss'));
  expect(refused(await publishSeatPlan(t.house, manager, { planId }))).toEqual({
    refused: 'over_capacity',
    details: { seats: 4, capacity: 3 },
  });
  accepted(await changeHall(t.house, manager, { hallId: id, capacity: 4 }));
  accepted(await publishSeatPlan(t.house, manager, { planId }));
  accepted(await changeHall(t.house, manager, { hallId: id, capacity: null }));
  const { halls } = accepted(await listHallPlans(t.house, manager));
  expect(halls.find((hall) => hall.id === id)?.capacity).toBeNull();
});

test('Plans are for managers alone to see before they are on sale', async () => {
  const hall = await aHall(t.house);
  expect(refused(await listHallPlans(t.house, clerk)).refused).toBe('forbidden');
  expect(refused(await findDrawnPlan(t.house, clerk, { planId: hall.plan.id })).refused).toBe('forbidden');
});
