import { openSessions } from '../../server/auth/sessions.ts';
import { sql } from '../../server/db.ts';
import { register } from '../../server/domain/accounts/register.ts';
import { registrationUrl } from '../../server/domain/accounts/registration-link.ts';
import { system } from '../../server/domain/actor.ts';
import { cancelOrder, cancelSomeTickets } from '../../server/domain/orders/cancel-order.ts';
import { expireOrder } from '../../server/domain/orders/expire-order.ts';
import { orderUrl } from '../../server/domain/orders/order-url.ts';
import { handlePaymentEvent } from '../../server/domain/payments/handle-payment-event.ts';
import { cancelScreening } from '../../server/domain/programme/cancel-screening.ts';
import { holdToken } from '../../server/domain/seats/find-hold.ts';
import { holdSeats } from '../../server/domain/seats/hold-seats.ts';
import { signerFrom } from '../../server/domain/signer.ts';
import type { TestCinema } from './cinema.ts';
import { fakePayments } from './fake-payments.ts';
import { aCustomer, accepted, aHall, aScreening, manager } from './house.ts';
import { aCheckout, anOrder, runOut, view } from './sales.ts';

/** Every page of the shop in every state that it is designed for: its name and its path. */
export async function everyPage({ t, screening, url }: TestCinema): Promise<[name: string, path: string][]> {
  const payments = fakePayments();
  const house = { ...t.house, payments, signer: signerFrom('a secret that only the tests know'), publicUrl: url };
  const hour = 3_600_000;
  const small = () => aHall(house, 'A ssss ssss ssss ssss ssss ssss');

  const closed = await aScreening(house, { startsAt: new Date(Date.now() - hour) });
  const early = await aScreening(house, { salesOpenAt: new Date(Date.now() + hour) });
  const off = await aScreening(house);
  accepted(await cancelScreening(house, manager, { screeningId: off.id, reason: 'The projector is broken.' }));
  const full = await aScreening(house);
  await sql(t.db).query(
    `INSERT INTO seat_claims (screening_id, seat_id, kind) SELECT $1, s.id, 'block' FROM seats s WHERE s.seat_plan_id = $2`,
    [full.id, full.hall.plan.id],
  );
  const shop = await aScreening(house, { hall: await small() });

  const hold = async (labels: string[]) => {
    const actor = aCustomer();
    const held = accepted(
      await holdSeats(house, actor, { screeningId: shop.id, seats: labels.map((label) => shop.hall.seat(label)) }),
    );
    return { ...held, path: `/checkout/${held.id}/${holdToken(house.signer, held.id)}` };
  };
  const pathOf = async (id: number) => orderUrl(house, await view(house, id)).replace(url, '');
  const paid = async (labels: string[]) => {
    const id = await anOrder(house, shop, labels);
    await handlePaymentEvent(house, payments.pay(await aCheckout(house, id)));
    return id;
  };

  const dead = await hold(['A1', 'A2']);
  await sql(t.db).query(`UPDATE holds SET expires_at = now() - interval '1 second' WHERE id = $1`, [dead.id]);
  await sql(t.db).query(`UPDATE seat_claims SET expires_at = now() - interval '1 second' WHERE hold_id = $1`, [
    dead.id,
  ]);
  const pending = await anOrder(house, shop, ['A5', 'A6']);
  const bought = await paid(['A9', 'A10']);
  const partly = await paid(['A13', 'A14']);
  accepted(await cancelSomeTickets(house, aCustomer(), partly, [(await view(house, partly)).tickets[0]?.id ?? 0]));
  const returned = await paid(['A17', 'A18']);
  accepted(await cancelOrder(house, aCustomer(), returned));
  const given = await anOrder(house, shop, ['A19', 'A20']);
  accepted(await cancelOrder(house, aCustomer(), given));
  const lapsed = await anOrder(house, shop, ['A19', 'A20']);
  await runOut(house, lapsed);
  accepted(await expireOrder(house, system, lapsed));

  const email = 'somebody@example.test';
  accepted(await register(house, aCustomer(), { email, password: 'meadow violin north', name: '', language: 'en' }));
  const [registered] = await sql(t.db).query<{ id: string }>('SELECT id FROM registrations WHERE email = $1', [email]);
  const confirming = registrationUrl(house, registered?.id ?? '').replace(url, '');

  const [day] = await sql(t.db).query<{ day: string }>('SELECT business_date AS day FROM screenings WHERE id = $1', [
    screening.id,
  ]);
  return [
    ['programme', `/?date=${day?.day}`],
    ['programme, nothing found', `/?date=${day?.day}&q=zzzzzz`],
    ['programme, a day without films', `/?date=${later(day?.day ?? '')}`],
    ['film', '/films/the-third-man'],
    ['seats', `/sessions/${screening.id}`],
    ['seats, best found', `/sessions/${screening.id}?best=3`],
    ['seats, sales closed', `/sessions/${closed.id}`],
    ['seats, not on sale yet', `/sessions/${early.id}`],
    ['seats, cancelled', `/sessions/${off.id}`],
    ['seats, sold out', `/sessions/${full.id}`],
    ['checkout', (await hold(['A23', 'A24'])).path],
    ['checkout, expired', dead.path],
    ['order, pending', await pathOf(pending)],
    ['order, payment arriving', `${await pathOf(pending)}&paid=cs_test_1`],
    ['order, paid', await pathOf(bought)],
    ['order, cancel?', (await pathOf(bought)).replace('?', '/cancel?')],
    ['order, partly refunded', await pathOf(partly)],
    ['order, refunded', await pathOf(returned)],
    ['order, cancelled', await pathOf(given)],
    ['order, expired', await pathOf(lapsed)],
    ['house rules', '/house-rules'],
    ['sign in', '/account/sign-in'],
    ['make an account', '/account/register'],
    ['forgotten password', '/account/forgot'],
    ['choose the password of a new account', confirming],
    ['not found', '/nowhere'],
    ['caught mail', '/demo/mail/'],
  ];
}

/** Every page that only a signed-in customer sees, here one with two orders, and the cookie that signs in as them. */
export async function everyOwnPage(
  { t, url }: TestCinema,
  language: string,
): Promise<{ cookie: { name: string; value: string; url: string }; pages: [name: string, path: string][] }> {
  const payments = fakePayments();
  const house = { ...t.house, payments, signer: signerFrom('a secret that only the tests know'), publicUrl: url };
  const [user] = await sql(t.db).query<{ id: number }>(
    `INSERT INTO users (email, name, role, language, confirmed_at)
     VALUES ('petro@example.test', '', 'customer', $1, now()) RETURNING id`,
    [language],
  );
  const userId = user?.id ?? 0;
  const shop = await aScreening(house);
  const own = { ...aCustomer(), userId, buyer: `user:${userId}` };
  await anOrder(house, shop, ['A1'], own);
  const bought = await anOrder(house, shop, ['B1', 'B2'], own);
  await handlePaymentEvent(house, payments.pay(await aCheckout(house, bought)));
  const device = { userAgent: null, address: null };
  const [cookie = ''] = (await openSessions(t.db, false).open(userId, device)).split(';');
  const [name = '', value = ''] = cookie.split('=');
  return {
    cookie: { name, value, url },
    pages: [
      ['own orders', '/account'],
      ['own order', orderUrl(house, await view(house, bought)).replace(url, '')],
      ['settings', '/account/settings'],
      ['Telegram', '/telegram/link/'],
      ['delete the account?', '/account/erase'],
    ],
  };
}

function later(day: string): string {
  return Temporal.PlainDate.from(day).add({ days: 15 }).toString();
}
