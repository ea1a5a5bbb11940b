import { randomUUID } from 'node:crypto';
import { resources } from '../../admin/resources/index.ts';
import { buildPlan } from '../../prisma/seed/plan-builder.ts';
import { operations } from '../../server/contract/api/operations.ts';
import { isRefusal } from '../../server/contract/refusals.ts';
import { sql } from '../../server/db.ts';
import { todaysProgramme } from '../../server/domain/telegram/todays-programme.ts';
import { upcomingTickets } from '../../server/domain/telegram/upcoming-tickets.ts';
import { handlers } from '../../server/jobs/handlers.ts';
import { bareHall } from '../api/contract/office/halls.ts';
import { recipes } from '../api/contract/recipes.ts';
import { send, type World } from '../api/contract/world.ts';
import type { TestCinema } from '../setup/cinema.ts';
import { everyOwnPage, everyPage } from '../setup/every-page.ts';
import { staffClient } from '../setup/staff.ts';
import { aPerson, aTill } from '../setup/till.ts';

/** Something of the past that pages may be asked about: an order with everything that orders have. */
export interface PastThings {
  orderId: number;
  number: string;
  email: string;
  screeningId: number;
  filmId: number;
  slug: string;
  day: string;
  customerId: number;
  shiftId: number;
  saleUuid: string;
}

export async function pastThings({ home }: World): Promise<PastThings> {
  const [row] = await sql(home.db).query<PastThings & Record<string, unknown>>(
    `SELECT o.id AS "orderId", o.number, o.email, sc.id AS "screeningId", f.id AS "filmId", f.slug, sc.business_date AS day,
            o.user_id AS "customerId", ts.shift_id AS "shiftId", ts.uuid AS "saleUuid"
       FROM orders o JOIN screenings sc ON sc.id = o.screening_id JOIN films f ON f.id = sc.film_id
       CROSS JOIN (SELECT * FROM till_sales ORDER BY order_id LIMIT 1) ts
      WHERE o.user_id IS NOT NULL AND o.status = 'partially_refunded' ORDER BY o.id LIMIT 1`,
  );
  if (!row) throw new Error('the past has no such order');
  return row;
}

/** Every operation of the API in every way in which it can answer. */
export async function askTheApi(world: World): Promise<void> {
  for (const [id, { good, refusals = {} }] of Object.entries(recipes)) {
    // What watches over the process is no operation of the API.
    const method = operations.find((operation) => operation.id === id)?.method ?? 'get';
    for (const recipe of [good, ...Object.values(refusals)]) {
      const call = await recipe(world);
      const { status } = await send(world, method, call);
      if (status === 405) throw new Error(`${method} ${call.path} is not what ${id} asks`);
      call.after?.();
    }
  }
}

/** Every page of the shop in every state, those of a customer with a past, and what lists can be asked besides. */
export async function openTheShop(world: World, past: PastThings): Promise<void> {
  const cinema = { t: world.home, screening: world.screening, url: world.server.url } as TestCinema;
  const open = async (path: string, cookie?: string) => {
    const answer = await fetch(`${world.server.url}${path}`, {
      redirect: 'manual',
      headers: { 'x-forwarded-for': '2001:db8::7', ...(cookie ? { cookie } : {}) },
    });
    if (answer.status >= 500) throw new Error(`${path}: ${answer.status}`);
    await answer.arrayBuffer();
  };
  for (const [, path] of await everyPage(cinema)) await open(path);
  const own = await everyOwnPage(cinema, 'en');
  await sql(world.home.db).query('UPDATE orders SET user_id = (SELECT max(id) FROM users) WHERE id = $1', [
    past.orderId,
  ]);
  for (const [, path] of own.pages) await open(path, `${own.cookie.name}=${own.cookie.value}`);
  for (const path of [
    `/?date=${past.day}`,
    '/?q=river',
    `/films/${past.slug}`,
    `/sessions/${past.screeningId}`,
    '/api/movies/?page=3',
    '/api/movies/?search=golden%20river&genre=drama',
    `/api/movies/${past.slug}/`,
    '/api/sessions/',
    `/api/sessions/?date=${past.day}`,
    `/api/sessions/?movie=${past.filmId}`,
    `/api/sessions/${past.screeningId}/`,
    `/api/sessions/${past.screeningId}/seats/`,
  ]) {
    await open(path);
  }
}

/** Every tool and every table of the back-office, as an administrator uses them. */
export async function openTheOffice(world: World, past: PastThings): Promise<void> {
  const office = await staffClient(world.server, 'administrator');
  const get = async (path: string) => {
    const answer = await office.send('GET', path);
    if (answer.status >= 400 && answer.status !== 404)
      throw new Error(`${path}: ${answer.status} ${answer.text.slice(0, 200)}`);
    return answer;
  };
  const staff = [
    'reports/tonight/',
    'house/',
    `house/?date=${past.day}`,
    `house/${past.screeningId}/`,
    `house/${world.screening.id}/`,
    'orders/',
    'orders/?page=4',
    `orders/?q=${past.number}`,
    `orders/?q=${past.email}`,
    'orders/?q=melnyk',
    'orders/?q=A7',
    `orders/?screening=${past.screeningId}`,
    `orders/${past.orderId}/`,
    'schedule/?days=7',
    `schedule/?from=${past.day}&days=7`,
    'schedule/films/',
    'schedule/films/?search=river',
    `schedule/screenings/${past.screeningId}/cancellation/`,
    'cash-up/',
    `cash-up/?date=${past.day}`,
    `cash-up.csv?date=${past.day}`,
    `shifts/${past.shiftId}/z-report/`,
    'price-cards/',
    'webhooks/',
  ];
  for (const path of staff) await get(`/api/staff/${path}`);
  // A drawing is saved more than once.
  const hall = await bareHall(world);
  const plan = buildPlan({ drawing: Array.from('ABCDEFGH', (row) => `${row} ssssssssss`).join('\n') });
  let seen = null;
  for (let saved = 0; saved < 3; saved++) {
    const { status, json } = await office.send('POST', `/api/staff/hall-plans/${hall}/draft/`, {
      name: '',
      plan,
      seen,
    });
    if (status !== 200) throw new Error(`the drawing was not saved: ${status}`);
    seen = { planId: json.planId, revision: json.revision };
  }
  // Every address has it, and few who have that name.
  await get('/admin/api/resources/customers/actions/list?filters.email=example');
  await get('/admin/api/resources/customers/actions/list?filters.email=example&filters.name=Sofiia%20Moroz');
  for (const { id, options } of resources) {
    const list = await get(`/admin/api/resources/${id}/actions/list`);
    await get(`/admin/api/resources/${id}/actions/list?page=3`);
    for (const property of options.listProperties ?? []) {
      await get(`/admin/api/resources/${id}/actions/list?sortBy=${property}&direction=asc`);
    }
    for (const [property, value] of Object.entries(searches[id] ?? {})) {
      await get(`/admin/api/resources/${id}/actions/list?filters.${property}=${encodeURIComponent(value)}`);
    }
    const record = list.json.records[0]?.id;
    if (record !== undefined) await get(`/admin/api/resources/${id}/records/${record}/show`);
  }
}

const searches: Record<string, Record<string, string>> = {
  films: { title: 'River' },
  customers: { name: 'Melnyk', email: 'st-77@exam' },
  staff: { name: 'The' },
  audit: { entity: 'order', entityId: '7', action: 'place_order', actor: 'clerk', userId: '3' },
};

/** What a till asks in a day, and about days long past. */
export async function standAtTheTill(world: World, past: PastThings): Promise<void> {
  const till = await aTill(world.server);
  await till.signIn(await aPerson(world.server, 'clerk'));
  await till.send('POST', '/shifts', { uuid: randomUUID(), float: 1000 });
  for (const path of [
    '/kiosk',
    '/programme',
    `/screenings/${world.screening.id}`,
    `/screenings/${world.screening.id}/best?count=2`,
    `/orders?q=${past.number}`,
    `/orders?q=${past.email}`,
    '/orders?q=A7',
    `/orders/${past.orderId}`,
    `/sales/${past.saleUuid}`,
    '/shifts/current',
    '/shifts/current/x-report',
    `/shifts/${past.shiftId}/z-report`,
  ]) {
    const { status } = await till.send('GET', path);
    if (status >= 500) throw new Error(`${path}: ${status}`);
  }
}

/** The jobs that come round every minute, and what the bot is asked. */
export async function runTheJobs(world: World, past: PastThings): Promise<void> {
  const { deps } = world.server;
  for (const task of ['sweep', 'remind_customers', 'reconcile_payments'] as const) {
    const done = await handlers[task](deps, {});
    if (isRefusal(done)) throw new Error(`${task} was refused`);
  }
  await todaysProgramme(deps, 'en', new Date());
  await upcomingTickets(deps, { userId: past.customerId, language: 'en' } as Parameters<typeof upcomingTickets>[1]);
}
