import { afterAll, beforeAll, expect, test } from 'vitest';
import { isRefusal } from '../../../server/contract/refusals.ts';
import { readAmount, typedAmount } from '../../../server/contract/typed-amount.ts';
import { listPriceCards } from '../../../server/domain/pricing/list-price-cards.ts';
import { setPriceCard } from '../../../server/domain/pricing/set-price-card.ts';
import { accepted, aScreening, manager, refused, type TestHouse, testHouse } from '../../setup/house.ts';

let home: TestHouse;
beforeAll(async () => {
  home = await testHouse();
});
afterAll(() => home.drop());

const adult = (amount: number) => [{ ticketType: 'adult', category: 'standard', amount }];
const card = async (code: string) => {
  const found = accepted(await listPriceCards(home.house, manager)).cards.find((one) => one.code === code);
  if (!found) throw new Error(`no card ${code}`);
  return found;
};

test('Amounts are typed in major units, with a point or a comma, and never rounded', () => {
  expect(readAmount('190', 'UAH')).toEqual({ amount: 190_00 });
  expect(readAmount(' 1 200,5 ', 'UAH')).toEqual({ amount: 1200_50 });
  expect(readAmount('₴190.00', 'UAH')).toEqual({ amount: 190_00 });
  expect(readAmount('', 'UAH')).toEqual({ amount: null });
  expect(readAmount('0', 'UAH')).toEqual({ amount: 0 });
  expect(readAmount('1500', 'JPY')).toEqual({ amount: 1500 });
  expect(readAmount('1.250', 'KWD')).toEqual({ amount: 1250 });
  expect(readAmount('1500.5', 'JPY')).toEqual({ problem: 'decimals' });
  expect(readAmount('1.999', 'UAH')).toEqual({ problem: 'decimals' });
  expect(readAmount('-5', 'UAH')).toEqual({ problem: 'negative' });
  expect(readAmount('cheap', 'UAH')).toEqual({ problem: 'no_number' });
  expect(readAmount('1,200.50', 'UAH')).toEqual({ problem: 'no_number' });
  expect(readAmount('99999999999', 'UAH')).toEqual({ problem: 'too_large' });
  expect([typedAmount(190_00, 'UAH'), typedAmount(1205, 'UAH'), typedAmount(7, 'JPY')]).toEqual(['190', '12.05', '7']);
});

test('The list says what each card sells, and how many coming screenings use it', async () => {
  await aScreening(home.house, { card: 'weekend' });
  await aScreening(home.house, { card: 'weekend', status: 'draft' });
  const board = accepted(await listPriceCards(home.house, manager));
  expect(board.cards.map(({ code, screenings }) => [code, screenings])).toEqual([
    ['weekday', 0],
    ['weekend', 2],
    ['matinee', 0],
  ]);
  expect((await card('weekday')).entries[0]).toEqual({ ticketType: 'adult', category: 'standard', amount: 190_00 });
  expect(refused(await listPriceCards(home.house, { ...manager, kind: 'clerk' })).refused).toBe('forbidden');
});

test('A new card never takes the place of another', async () => {
  const before = await card('weekday');
  const taken = await setPriceCard(home.house, manager, { code: 'weekday', name: 'Mine', entries: [], seen: null });
  expect(refused(taken).refused).toBe('code_taken');
  expect(await card('weekday')).toEqual(before);
});

test('Of two people who change the same card at once, one is told to look again', async () => {
  const { revision } = await card('matinee');
  const change = (amount: number) =>
    setPriceCard(home.house, manager, { code: 'matinee', name: 'Matinee', entries: adult(amount), seen: revision });
  const both = await Promise.all([change(100_00), change(110_00)]);
  expect(both.filter(isRefusal).map(({ refused }) => refused)).toEqual(['changed_meanwhile']);
  const [{ amount } = { amount: 0 }] = (await card('matinee')).entries;
  expect(amount).toBe(isRefusal(both[0]) ? 110_00 : 100_00);
});
