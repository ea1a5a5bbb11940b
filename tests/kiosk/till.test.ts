import { afterEach, beforeEach, expect, test } from 'vitest';
import { type CounterWorld, counterWorld } from './counter-world.ts';
import { price } from './model-server.ts';

let world: CounterWorld;
beforeEach(async () => {
  world = await counterWorld();
});
afterEach(() => world.stop());

const saleOf = async () => (await world.state()).sale;
const asked = (path: string) => world.server.asked.filter((each) => each === path).length;

test('A cash sale is paid, and its sheets are printed once', async () => {
  expect(await world.sell(6, 7)).toMatchObject({
    ok: true,
    value: { phase: 'paid', total: 2 * price, offline: false },
  });
  expect(world.printed.map((key) => key.split(':')[0])).toEqual(['receipt', 'ticket', 'ticket']);
  expect((await world.state()).prints).toEqual([]);
  await world.ask('doneWithSale', {});
  expect(await saleOf()).toBeNull();
});

test.each(['lost', 'answer lost', 'doubled', 'gateway', 'busy'] as const)(
  'A sale whose first answer is %s is asked for again under the same uuid, and is one sale',
  async (weather) => {
    world.weather(weather);
    await world.sell(6);
    expect(await saleOf()).toMatchObject({ phase: 'paid' });
    expect(world.server.sales.size).toBe(1);
    expect(world.printed).toHaveLength(2);
  },
);

test('The answer to the sale before, come twice and late, is no answer to this one', async () => {
  await world.sell(6);
  await world.ask('doneWithSale', {});
  const { length } = world.printed;
  world.weather('former');
  await world.sell(7);
  expect(await saleOf()).toMatchObject({ phase: 'paid', answer: { order: { number: 'N7' } } });
  expect(world.server.sales.size).toBe(2);
  expect(world.printed.slice(length)).toEqual([expect.stringMatching(/^receipt:/), 'ticket:1007:0']);
});

test('While the outcome is unknown nothing is printed and no other sale begins', async () => {
  world.server.climate = 'answer lost';
  expect(await world.sell(6)).toMatchObject({ ok: true, value: { phase: 'unknown' } });
  expect((await world.state()).link.status).toBe('resolving');
  expect(await world.sell(7)).toMatchObject({ ok: false, refusal: { code: 'sale_at_hand' } });
  expect(world.printed).toEqual([]);
  expect(world.paid.size).toBe(0);
  world.server.climate = 'fair';
  await world.time.pass(20_000);
  expect(await saleOf()).toMatchObject({ phase: 'paid' });
  expect(world.server.sales.size).toBe(1);
});

test('A till that dies after sending finds its sale again and prints it', async () => {
  world.powerFailsAt(1, false);
  await world.sell(6);
  expect(world.isDead()).toBe(true);
  expect(world.printed).toEqual([]);
  await world.restart();
  expect(await saleOf()).toMatchObject({ phase: 'paid', resumed: true });
  expect(world.server.sales.size).toBe(1);
  expect(world.printed).toHaveLength(2);
});

test('Two taps on the button are one sale', async () => {
  const [first, second] = await Promise.all([world.sell(6), world.sell(6)]);
  expect([first?.ok, second?.ok].sort()).toEqual([false, true]);
  expect(world.server.sales.size).toBe(1);
});

test('A sale given up before its outcome is known is found to be paid', async () => {
  world.weather('answer lost');
  world.server.climate = 'lost';
  await world.sell(6);
  const sale = await saleOf();
  expect(sale?.phase).toBe('unknown');
  world.server.climate = 'fair';
  await world.ask('cancelSale', { uuid: sale?.uuid });
  await world.time.pass(20_000);
  expect(await saleOf()).toMatchObject({ phase: 'paid' });
});

test('A sale given up before it arrived will never be, even if a copy of it comes late', async () => {
  world.weather('late');
  world.server.climate = 'lost';
  await world.sell(6);
  world.server.climate = 'fair';
  await world.ask('cancelSale', { uuid: (await saleOf())?.uuid });
  await world.time.pass(20_000);
  expect(await saleOf()).toMatchObject({ phase: 'cancelled' });
  world.server.deliverLate();
  expect(world.server.sales.size).toBe(0);
});

test('A no to a second asking counts only once the first cannot arrive any more', async () => {
  world.weather('late');
  world.server.sold.set(6, 'rival');
  await world.sell(6);
  expect(await saleOf()).toMatchObject({ phase: 'refused', refusal: { code: 'seat_taken' } });
  world.server.sold.delete(6);
  world.server.deliverLate();
  expect(world.server.sales.size).toBe(0);
});

test('Negative control: a server that forgets what was called off would sell behind the till’s back', async () => {
  world.server.keepsCalledOff = false;
  world.weather('late');
  world.server.sold.set(6, 'rival');
  await world.sell(6);
  world.server.sold.delete(6);
  world.server.deliverLate();
  expect(world.server.sales.size).toBe(1);
});

test('When the live feed breaks off the till looks for the server at once, and says that there is none', async () => {
  await world.feedBreaksOff();
  expect((await world.state()).link.status).toBe('offline');
  const before = asked('GET kiosk');
  world.server.line = 'whole';
  await world.time.pass(5_100);
  expect((await world.state()).link.status).toBe('online');
  await world.time.pass(60_000);
  expect(asked('GET kiosk') - before).toBe(2);
});

test('With the line cut the till sells its own seats for cash, and hands them in when it is back', async () => {
  await world.line('cut');
  expect((await world.state()).cut).toMatchObject({ selling: 'ready', allotted: [{ screening: 1, left: 4 }] });
  expect(await world.sell(6)).toMatchObject({ ok: false, refusal: { code: 'seat_not_ours' } });
  expect(await world.sell(2)).toMatchObject({ ok: true, value: { phase: 'paid', offline: true } });
  expect(world.printed).toContain('ticket:1002:0');
  await world.ask('doneWithSale', {});
  expect(await world.sell(2)).toMatchObject({ ok: false, refusal: { code: 'seat_not_ours' } });
  expect(await world.ask('best', { screening: 1, count: 2 })).toMatchObject({ ok: true, value: { seats: [3, 4] } });
  await world.line('whole');
  expect(world.server.sales.size).toBe(1);
  expect((await world.state()).cut).toMatchObject({ sales: [], accepted: 1 });
  await world.ask('seenAccepted', {});
  expect((await world.state()).cut.accepted).toBe(0);
});

test('With the line cut no card is taken and no other price', async () => {
  await world.line('cut');
  const sale = { screening: 1, lines: [{ seat: 2, ticketType: 1, price }], total: price };
  const card = { ...sale, tenders: [{ method: 'card', amount: price, reader: 'tmr_1' }] };
  expect(await world.ask('sell', card)).toMatchObject({ refusal: { code: 'cash_only' } });
  const cheap = { screening: 1, lines: [{ seat: 2, ticketType: 1, price: 1 }], total: 1 };
  const cash = { ...cheap, tenders: [{ method: 'cash', amount: 1, tendered: 1 }] };
  expect(await world.ask('sell', cash)).toMatchObject({ refusal: { code: 'price_changed' } });
});

test('With the line cut what costs nothing is given too', async () => {
  await world.line('cut');
  const guest = { screening: 1, lines: [{ seat: 2, ticketType: 2, price: 0 }], total: 0, tenders: [] };
  expect(await world.ask('sell', guest)).toMatchObject({ ok: true, value: { phase: 'paid', change: 0 } });
});

test('Sales of the cut line are numbered from one without a gap, and handed in in that order after a restart', async () => {
  await world.line('cut');
  await world.sell(3);
  await world.ask('doneWithSale', {});
  await world.restart();
  await world.sell(1);
  const waiting = (await world.state()).cut.sales;
  expect(waiting.map((sale) => sale.seats)).toEqual([['A3'], ['A1']]);
  await world.line('whole');
  expect([...world.server.sales.values()]).toEqual([[3], [1]]);
});

test('Handed in twice, because the answer was lost, a sale is one sale', async () => {
  await world.line('cut');
  await world.sell(3);
  world.weather('answer lost', 'answer lost', 'doubled');
  await world.line('whole');
  await world.time.pass(600_000);
  expect(world.server.sales.size).toBe(1);
  expect((await world.state()).cut.sales).toEqual([]);
});

test('A seat sold with the line cut is not sold again on the line before it was handed in', async () => {
  await world.line('cut');
  await world.sell(3);
  await world.ask('doneWithSale', {});
  world.server.stumblesAt = 'reconcile';
  await world.line('whole');
  expect(await world.sell(3)).toMatchObject({ refusal: { code: 'seat_taken' } });
  expect(await world.ask('hold', { screening: 1, seats: [3] })).toMatchObject({ refusal: { code: 'seat_taken' } });
  expect(await world.ask('house', { screening: 1 })).toMatchObject({ value: { states: '..s.....' } });
  expect(await world.sell(6)).toMatchObject({ ok: true });
});

test('A rejected sale stays until somebody has seen it', async () => {
  await world.line('cut');
  await world.sell(3);
  world.server.sold.set(3, 'rival');
  await world.line('whole');
  const [rejected] = (await world.state()).cut.sales;
  expect(rejected).toMatchObject({ outcome: 'rejected', reason: 'seat_taken' });
  await world.ask('seenRejected', { uuid: rejected?.uuid });
  expect((await world.state()).cut.sales).toEqual([]);
});

test('A till whose seats another copy of it has does not sell with the line cut', async () => {
  world.server.epoch += 1;
  await world.time.pass(600_000);
  expect((await world.state()).cut.selling).toBe('stale');
  await world.line('cut');
  expect(await world.sell(2)).toMatchObject({ refusal: { code: 'epoch_stale' } });
});

test('While it is not known what is leased, nothing is sold with the line cut', async () => {
  world.server.climate = 'answer lost';
  await world.time.pass(400_000);
  await world.line('cut');
  expect(await world.sell(2)).toMatchObject({ refusal: { code: 'lease_unsure' } });
});

test('A seat of an unknown sale is not sold a second time with the line cut', async () => {
  world.weather('answer lost');
  world.server.climate = 'lost';
  await world.sell(2);
  const sale = await saleOf();
  await world.line('cut');
  await world.ask('setAside', { uuid: sale?.uuid });
  expect(await world.sell(2)).toMatchObject({ refusal: { code: 'seat_not_ours' } });
  expect(await world.sell(3)).toMatchObject({ ok: true });
});

test('A dead printer undoes nothing: the sheets wait for a person', async () => {
  world.printer(false);
  await world.sell(6);
  expect(await saleOf()).toMatchObject({ phase: 'paid' });
  const [first, second] = (await world.state()).prints;
  expect([first?.status, second?.status]).toEqual(['failed', 'waiting']);
  expect(first?.problem).toBe('The paper is out.');
  world.printer(true);
  await world.ask('retryPrint', { key: first?.key });
  expect(world.printed).toHaveLength(2);
  expect((await world.state()).prints).toEqual([]);
});

test('A sheet that was printing when the till died is unsure, and a person decides', async () => {
  world.powerFailsAt(3, false);
  await world.sell(6);
  expect(world.isDead()).toBe(true);
  await world.restart();
  const unsure = (await world.state()).prints.filter((sheet) => sheet.status === 'unsure');
  expect(unsure).toHaveLength(1);
  expect(world.printed).toHaveLength(2);
  await world.ask('dropPrint', { key: unsure[0]?.key });
  expect((await world.state()).prints).toEqual([]);
});

test('A full disk sends nothing', async () => {
  world.disk.before = () => 'fail';
  const before = asked('POST sales');
  expect(await world.sell(6)).toMatchObject({ ok: false, refusal: { code: 'journal_failed' } });
  expect(asked('POST sales')).toBe(before);
  expect((await world.state()).app.journalProblem).not.toBeNull();
});

test('With the line cut those sign in who did so before, with few tries', async () => {
  await world.line('cut');
  await world.restart();
  expect((await world.state()).clerk?.name).toBe('Ann');
  for (let i = 0; i < 5; i++) {
    expect(await world.ask('signIn', { clerk: 5, pin: '9999' })).toMatchObject({ refusal: { code: 'wrong_pin' } });
  }
  expect(await world.ask('signIn', { clerk: 5, pin: '1234' })).toMatchObject({ refusal: { code: 'pin_locked' } });
  expect(await world.ask('signIn', { clerk: 6, pin: '1234' })).toMatchObject({ refusal: { code: 'pin_unknown' } });
});

test('A locked till sells nothing until its clerk is back', async () => {
  await world.ask('lock', {});
  expect(await world.sell(6)).toMatchObject({ refusal: { code: 'clerk_signed_out' } });
  await world.ask('unlock', { pin: '1234' });
  expect(await world.sell(6)).toMatchObject({ ok: true });
});

test('Cash moved twice by a nervous finger is moved once while the first is unknown', async () => {
  world.server.climate = 'answer lost';
  const move = { kind: 'drop', amount: 500, reason: 'safe' };
  expect(await world.ask('movement', move)).toMatchObject({ refusal: { code: 'outcome_unknown' } });
  expect(await world.ask('movement', move)).toMatchObject({ refusal: { code: 'outcome_unknown' } });
  expect((await world.state()).open).toHaveLength(1);
  world.server.climate = 'fair';
  await world.time.pass(30_000);
  expect((await world.state()).open).toEqual([]);
});

const byCard = {
  screening: 1,
  lines: [{ seat: 6, ticketType: 1, price }],
  total: price,
  tenders: [{ method: 'card', amount: price, reader: 'tmr_1' }],
};

test('A card is awaited, and the sheets come once it is in', async () => {
  expect(await world.ask('sell', byCard)).toMatchObject({ value: { phase: 'awaiting_card' } });
  expect(world.printed).toEqual([]);
  world.server.atReader((await saleOf())?.uuid ?? '', 'paid');
  await world.time.pass(3_000);
  expect(await saleOf()).toMatchObject({ phase: 'paid' });
  expect(world.printed).toHaveLength(2);
});

test('After a card was declined the rest is paid in cash, once, even if the answer to that is lost', async () => {
  await world.ask('sell', byCard);
  const uuid = (await saleOf())?.uuid ?? '';
  world.server.atReader(uuid, 'declined');
  await world.time.pass(3_000);
  expect(await saleOf()).toMatchObject({ phase: 'declined' });
  world.weather('answer lost');
  await world.ask('cardStep', { uuid, tenders: [{ method: 'cash', amount: price, tendered: price }] });
  expect(await saleOf()).toMatchObject({ phase: 'paid' });
  expect(world.printed).toHaveLength(2);
});

test('Of a screening that was cancelled meanwhile nothing more is taken: the sale is over, and the next one begins', async () => {
  await world.ask('sell', byCard);
  const uuid = (await saleOf())?.uuid ?? '';
  world.server.atReader(uuid, 'declined');
  await world.time.pass(3_000);
  world.server.off = true;
  await world.ask('cardStep', { uuid, tenders: [{ method: 'cash', amount: price, tendered: price }] });
  expect(await saleOf()).toMatchObject({ phase: 'refused', refusal: { code: 'screening_cancelled' } });
  expect(world.printed).toEqual([]);
  await world.ask('doneWithSale', {});
  expect(await saleOf()).toBeNull();
});

test('A till that restarts while a card is awaited goes on waiting, and can give it up', async () => {
  await world.ask('sell', byCard);
  await world.restart();
  const sale = await saleOf();
  expect(sale).toMatchObject({ phase: 'awaiting_card', resumed: true });
  await world.ask('cancelSale', { uuid: sale?.uuid });
  expect(await saleOf()).toMatchObject({ phase: 'cancelled' });
  expect(world.server.sold.has(6)).toBe(false);
});

test('A copy is asked for once and printed once, though its answer was lost', async () => {
  world.weather('answer lost');
  expect(await world.ask('reprint', { order: 41 })).toMatchObject({ ok: true, value: { sheets: 1 } });
  expect(world.printed).toEqual(['ticket:41:0:copy1']);
});

test('Copies for two orders are two acts, also while the outcome of the first is open', async () => {
  world.server.stumblesAt = 'orders/41/reprint';
  expect(await world.ask('reprint', { order: 41 })).toMatchObject({ refusal: { code: 'outcome_unknown' } });
  expect(await world.ask('reprint', { order: 42 })).toMatchObject({ ok: true, value: { sheets: 1 } });
  expect(await world.ask('reprint', { order: 41 })).toMatchObject({ refusal: { code: 'outcome_unknown' } });
  world.server.stumblesAt = null;
  await world.time.pass(20_000);
  expect(world.printed).toEqual(['ticket:42:0:copy1', 'ticket:41:0:copy1']);
});

test('A ticket read again after its answer was lost is the same scan; read once more it is a second one', async () => {
  world.weather('answer lost');
  expect(await world.ask('checkTicket', { code: 'GOOD' })).toMatchObject({ ok: false, refusal: { code: 'offline' } });
  expect(await world.ask('checkTicket', { code: 'GOOD' })).toMatchObject({ ok: true, value: { admitted: true } });
  expect(world.server.entries).toBe(1);
  expect(await world.ask('checkTicket', { code: 'GOOD' })).toMatchObject({
    ok: true,
    value: { admitted: false, reason: 'used' },
  });
  expect(await world.ask('checkTicket', { code: 'BAD' })).toMatchObject({ ok: true, value: { reason: 'unknown' } });
});
