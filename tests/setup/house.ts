import { randomUUID } from 'node:crypto';
import { buildPlan } from '../../prisma/seed/plan-builder.ts';
import { type PriceCardCode, priceCards, seatCategories, ticketTypes } from '../../prisma/seed/prices.ts';
import { isRefusal, type Refusal } from '../../server/contract/refusals.ts';
import { seatLabel } from '../../server/contract/seats.ts';
import { type Db, openDb, sql } from '../../server/db.ts';
import type { Actor } from '../../server/domain/actor.ts';
import { addHall, type NewHall } from '../../server/domain/halls/add-hall.ts';
import { type LoadedPlan, loadSeatPlan } from '../../server/domain/halls/load-seat-plan.ts';
import { publishSeatPlan } from '../../server/domain/halls/publish-seat-plan.ts';
import { saveSeatPlan } from '../../server/domain/halls/save-seat-plan.ts';
import type { House } from '../../server/domain/house.ts';
import { addCategory } from '../../server/domain/pricing/add-category.ts';
import { addTicketType } from '../../server/domain/pricing/add-ticket-type.ts';
import { setPriceCard } from '../../server/domain/pricing/set-price-card.ts';
import { addFilm, type NewFilm } from '../../server/domain/programme/add-film.ts';
import { addGenre } from '../../server/domain/programme/add-genre.ts';
import type { ScreeningInput } from '../../server/domain/programme/schedule-programme.ts';
import { scheduleScreening } from '../../server/domain/programme/schedule-screening.ts';
import { signerFrom } from '../../server/domain/signer.ts';
import type { PaymentGateway } from '../../server/gateways/payments.ts';
import { webhookSender } from '../../server/gateways/webhook-sender.ts';
import type { WebhookGateway } from '../../server/gateways/webhooks.ts';
import { testDatabase } from './database.ts';

export const manager: Actor = {
  kind: 'manager',
  userId: null,
  buyer: 'user:0',
  channel: 'office',
  requestId: 'test',
  address: '192.0.2.1',
};

/** A customer at a browser of their own: every call is another buyer, unless one is named. */
export function aCustomer(buyer = `browser:${randomUUID()}`): Actor {
  return { ...manager, kind: 'customer', buyer, channel: 'web' };
}

export interface TestHouse {
  house: House;
  db: Db;
  url: string;
  /** Screenings whose seats were announced as changed, in order. */
  seatsChanged: number[];
  /** Ids by code: the demo's price cards, ticket types and seat categories. */
  ids: { cards: Record<string, number>; types: Record<string, number>; categories: Record<string, number> };
  drop(): Promise<void>;
}

/** The house over a migrated database, with nothing done to it. */
export function houseOn(
  url: string,
  given: { payments?: PaymentGateway; webhooks?: WebhookGateway; connections?: number } = {},
): Pick<TestHouse, 'house' | 'db' | 'url' | 'seatsChanged'> {
  const db = openDb(url, { connections: given.connections ?? 10 });
  const seatsChanged: number[] = [];
  const house: House = {
    db,
    payments: given.payments ?? noPayments,
    webhooks: given.webhooks ?? webhookSender({ production: false }),
    signer: signerFrom('a secret that only the tests know'),
    seatsChanged: (id) => seatsChanged.push(id),
    publicUrl: 'http://foyer.test',
  };
  return { house, db, url, seatsChanged };
}

/**
 * A cinema in Kyiv with the demo's prices, two genres, no hall and no film yet, on a database of its own, or on the migrated
 * one at `url`.
 */
export async function testHouse(
  given: { payments?: PaymentGateway; webhooks?: WebhookGateway; connections?: number; url?: string } = {},
): Promise<TestHouse> {
  const database = given.url ? { url: given.url, drop: async () => {} } : await testDatabase();
  const on = houseOn(database.url, given);
  const { house, db } = on;
  await sql(db).query(
    `UPDATE cinema SET name = 'Foyer', address = '1 Test Street, Kyiv', email = 'hello@foyer.test',
                       time_zone = 'Europe/Kyiv', currency = 'UAH'`,
  );
  const ids = await pricesOf(house);
  for (const code of ['drama', 'comedy']) accepted(await addGenre(house, manager, { code, name: code }));
  return {
    ...on,
    ids,
    async drop() {
      await db.close();
      await database.drop();
    },
  };
}

async function pricesOf(house: House): Promise<TestHouse['ids']> {
  const ids: TestHouse['ids'] = { cards: {}, types: {}, categories: {} };
  for (const [sortOrder, category] of seatCategories.entries()) {
    ids.categories[category.code] = accepted(await addCategory(house, manager, { ...category, sortOrder })).id;
  }
  for (const [sortOrder, type] of ticketTypes.entries()) {
    ids.types[type.code] = accepted(await addTicketType(house, manager, { ...type, sortOrder })).id;
  }
  for (const { code, name, amounts } of priceCards) {
    const entries = Object.entries(amounts).flatMap(([ticketType, prices]) =>
      Object.entries(prices).map(([category, amount]) => ({ ticketType, category, amount })),
    );
    ids.cards[code] = accepted(await setPriceCard(house, manager, { code, name, entries })).id;
  }
  return ids;
}

export interface TestHall {
  id: number;
  plan: LoadedPlan;
  /** The id of a seat by its label: `A1`. */
  seat(label: string): number;
}

let counter = 0;

/** A hall with a published plan, drawn as in `prisma/seed/plan-builder.ts`: a letter, a space, the seats. */
export async function aHall(house: House, drawing = 'A ssss\nB ssss', facts: Partial<NewHall> = {}): Promise<TestHall> {
  counter += 1;
  const hall = { code: `hall-${counter}`, name: `Hall ${counter}`, ...facts };
  const { id } = accepted(await addHall(house, manager, hall));
  const { planId } = accepted(await saveSeatPlan(house, manager, { hallId: id, ...buildPlan({ drawing }) }));
  accepted(await publishSeatPlan(house, manager, { planId }));
  const plan = await loadSeatPlan(house.db, planId);
  const byLabel = new Map(plan.seats.map((seat) => [seatLabel(seat), seat.id]));
  return {
    id,
    plan,
    seat(label) {
      const seat = byLabel.get(label);
      if (seat === undefined) throw new Error(`the hall has no seat ${label}`);
      return seat;
    },
  };
}

/** 90 minutes, for all ages. */
export async function aFilm(house: House, facts: Partial<NewFilm> = {}): Promise<{ id: number; slug: string }> {
  counter += 1;
  return accepted(await addFilm(house, manager, { title: `Film ${counter}`, durationMinutes: 90, ...facts }));
}

export interface TestScreening {
  id: number;
  hall: TestHall;
  filmId: number;
  priceCardId: number;
  startsAt: Date;
}

/** On sale; in a new hall and with a new film unless given; in 24 h unless it says when. */
export async function aScreening(
  house: House,
  given: {
    hall?: TestHall;
    filmId?: number;
    card?: PriceCardCode;
    startsAt?: Date;
    status?: 'draft' | 'published';
    salesOpenAt?: Date;
  } = {},
): Promise<TestScreening> {
  const hall = given.hall ?? (await aHall(house));
  const filmId = given.filmId ?? (await aFilm(house)).id;
  const priceCardId = await cardId(house, given.card ?? 'weekday');
  const startsAt = given.startsAt ?? new Date(Date.now() + 24 * 3_600_000);
  const input: ScreeningInput = {
    filmId,
    hallId: hall.id,
    startsAt,
    priceCardId,
    format: '2D',
    language: 'uk',
    subtitles: null,
    status: given.status ?? 'published',
    salesOpenAt: given.salesOpenAt,
  };
  const { id } = accepted(await scheduleScreening(house, manager, input));
  return { id, hall, filmId, priceCardId, startsAt };
}

async function cardId(house: House, code: PriceCardCode): Promise<number> {
  const [card] = await sql(house.db).query<{ id: number }>('SELECT id FROM price_cards WHERE code = $1', [code]);
  if (!card) throw new Error(`there is no price card ${code}`);
  return card.id;
}

/** The value of a verb that must not refuse. */
export function accepted<T>(result: T | Refusal): T {
  if (isRefusal(result)) throw new Error(`refused: ${result.refused} ${JSON.stringify(result.details)}`);
  return result as T;
}

/** The refusal of a verb that must refuse. */
export function refused(result: unknown): Refusal {
  if (!isRefusal(result)) throw new Error(`not refused: ${JSON.stringify(result)}`);
  return result;
}

const noPayments: PaymentGateway = {
  openCheckout: unexpected,
  findCheckout: unexpected,
  expireCheckout: unexpected,
  refund: unexpected,
  terminal: { readers: unexpected, open: unexpected, present: unexpected, find: unexpected, cancel: unexpected },
  readWebhook: unexpected,
};

function unexpected(): never {
  throw new Error('this test gave the house no payment gateway');
}
