import { expect, vi } from 'vitest';
import type { OrderBody } from '../../../server/contract/api/orders.ts';
import { sql } from '../../../server/db.ts';
import { aFilm, aHall, aScreening, type TestScreening } from '../../setup/house.ts';
import { staffClient } from '../../setup/staff.ts';
import { type ApiHouse, apiHouse } from '../api-house.ts';

/** One request as it goes over the wire. */
export interface Call {
  /** From the root: `/api/orders/7/`. */
  path: string;
  headers?: Record<string, string>;
  /** A string is sent as it is, and so is a form; anything else as JSON. */
  body?: unknown;
  /** Puts the world right again. */
  after?: () => void;
}

/** Brings the world about in which a call is answered so, and answers the call. */
export type Recipe = (world: World) => Promise<Call> | Call;

export interface Recipes {
  /** A call that succeeds, anew each time. */
  good: Recipe;
  /** By code, what the door's own refusals (see `door-recipes.ts`) do not bring about. */
  refusals?: Record<string, Recipe>;
}

export interface World extends ApiHouse {
  screening: TestScreening;
  film: { id: number; slug: string };
  /** What a page of ours sends with it, of whoever is signed in there as manager, at the door, and as clerk. */
  office: Record<string, string>;
  door: Record<string, string>;
  clerk: Record<string, string>;
  /** A screening of its own, with a wheelchair space, its companion, a love seat and a row of six. */
  aShow(given?: Parameters<typeof aScreening>[1]): Promise<TestScreening>;
  /** A pending order of two neighbours in a screening of its own. */
  pending(): Promise<OrderBody>;
  /** The same, paid for. */
  paid(): Promise<OrderBody>;
  /** A call on an order with the token of its guest. */
  on(order: OrderBody, act?: string): Call;
  sql(text: string, values?: unknown[]): Promise<unknown>;
}

/** The headers by which bots, and Telegram, prove themselves. */
export const secrets = {
  bot: { 'x-telegram-bot-secret': 'what-only-the-bot-knows' },
  telegram: { 'x-telegram-bot-api-secret-token': 'what-only-telegram-knows' },
};

const drawing = 'A ssssss\nB wc ll\nC ssss';

export async function theWorld(): Promise<World> {
  const it = await apiHouse();
  const { house, db } = it.home;
  const film = await aFilm(house, { title: 'The Third Man', slug: 'the-third-man', genres: ['drama'] });
  // As if they had been set in the environment; nobody speaks to Telegram here.
  Object.assign(it.server.deps.config, {
    telegramConfirmSecret: secrets.bot['x-telegram-bot-secret'],
    telegram: { webhookSecret: secrets.telegram['x-telegram-bot-api-secret-token'] },
  });
  const aShow: World['aShow'] = async (given = {}) =>
    aScreening(house, { hall: await aHall(house, drawing), filmId: film.id, ...given });
  const pending = async () => {
    const show = await aShow();
    return it.api.order({ session: show.id, seats: [show.hall.seat('A1'), show.hall.seat('A2')], email: it.guest() });
  };
  return {
    ...it,
    film,
    office: { cookie: (await staffClient(it.server, 'manager')).cookie, origin: it.server.url },
    door: { cookie: (await staffClient(it.server, 'door')).cookie, origin: it.server.url },
    clerk: { cookie: (await staffClient(it.server, 'clerk')).cookie, origin: it.server.url },
    screening: await aShow(),
    aShow,
    pending,
    async paid() {
      const order = await pending();
      await pay(it, order);
      return order;
    },
    on: (order, act = '') => ({ path: `/api/orders/${order.id}/${act}?token=${order.token}` }),
    sql: (text, values = []) => sql(db).query(text, values),
  };
}

/** Pays on the stand-in for the processor, and waits for its word. */
async function pay(it: ApiHouse, order: OrderBody): Promise<void> {
  const path = `/orders/${order.id}`;
  const opened = await it.api.post(`${path}/pay/?token=${order.token}`);
  await fetch(opened.json.url, { method: 'POST', redirect: 'manual', body: new URLSearchParams({ choice: 'pay' }) });
  const arrived = async () => expect((await it.api.get(`${path}/?token=${order.token}`)).json.status).toBe('paid');
  await vi.waitFor(arrived, { timeout: 30_000 });
}

/** Sends a call, each from an address of its own, so that no limit is met by chance. */
export async function send(world: World, method: string, call: Call, from = nextAddress()) {
  const { path, headers = {}, body } = call;
  const asIs = typeof body === 'string' || body instanceof FormData;
  const response = await fetch(`${world.server.url}${path}`, {
    method: method.toUpperCase(),
    redirect: 'manual',
    headers: {
      'x-forwarded-for': from,
      ...(body === undefined || body instanceof FormData ? {} : { 'content-type': 'application/json' }),
      ...headers,
    },
    ...(body === undefined ? {} : { body: asIs ? body : JSON.stringify(body) }),
  });
  const text = await response.text();
  const json = /json/.test(response.headers.get('content-type') ?? '') ? JSON.parse(text) : undefined;
  return { status: response.status, headers: response.headers, text, json };
}

let addresses = 0;
function nextAddress(): string {
  addresses += 1;
  return `2001:db8:${(addresses >> 16).toString(16)}:${(addresses & 0xffff).toString(16)}::1`;
}
