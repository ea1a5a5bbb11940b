import { afterAll, beforeAll, expect, test } from 'vitest';
import { isRefusal } from '../../server/contract/refusals.ts';
import { sql } from '../../server/db.ts';
import { changeKiosk, type KioskSettings, registerKiosk } from '../../server/domain/kiosks/manage-kiosk.ts';
import { accepted, manager, refused, type TestHouse, testHouse } from '../setup/house.ts';

let t: TestHouse;
beforeAll(async () => {
  t = await testHouse();
});
afterAll(() => t?.drop());

const plain: Omit<KioskSettings, 'name'> = { allotmentSeats: null, allotmentCategory: null, allotmentRows: '' };
const aTill = async (name: string) => accepted(await registerKiosk(t.house, manager, { name })).id;

test('Of tills that want one name at the same moment one gets it, and the others are told that it is taken', async () => {
  for (let round = 0; round < 10; round++) {
    const [left, right] = [await aTill(`Left ${round}`), await aTill(`Right ${round}`)];
    const name = `Foyer ${round}`;
    const answers = await Promise.all([
      changeKiosk(t.house, manager, { kioskId: left, name, ...plain }),
      changeKiosk(t.house, manager, { kioskId: right, name, ...plain }),
      registerKiosk(t.house, manager, { name }),
    ]);
    expect(answers.filter(isRefusal).map(({ refused: code }) => code)).toEqual(['name_taken', 'name_taken']);
  }
});

test('A till keeps seats of the category that its form says, by its code; one that nobody knows changes nothing', async () => {
  const kioskId = await aTill('By the stairs');
  const wish = { kioskId, name: 'By the stairs', ...plain };
  const category = async () =>
    (await sql(t.db).query('SELECT allotment_category_id AS id FROM kiosks WHERE id = $1', [kioskId]))[0];
  accepted(await changeKiosk(t.house, manager, { ...wish, allotmentCategory: 'premium' }));
  expect(await category()).toEqual({ id: t.ids.categories.premium });
  const no = refused(await changeKiosk(t.house, manager, { ...wish, name: 'Elsewhere', allotmentCategory: 'throne' }));
  expect(no.refused).toBe('not_found');
  expect(await category()).toEqual({ id: t.ids.categories.premium });
  accepted(await changeKiosk(t.house, manager, wish));
  expect(await category()).toEqual({ id: null });
});
