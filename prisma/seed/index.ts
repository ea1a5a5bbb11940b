import { randomBytes } from 'node:crypto';
import { type Db, openDb, sql } from '../../server/db.ts';
import { system } from '../../server/domain/actor.ts';
import { loadCinema } from '../../server/domain/cinema.ts';
import type { House } from '../../server/domain/house.ts';
import { signerFrom } from '../../server/domain/signer.ts';
import { seedAccounts } from './seed-accounts.ts';
import { seedFilms, seedHalls, seedPrices } from './seed-catalogue.ts';
import { seedKiosks } from './seed-kiosks.ts';
import { seedProgramme } from './seed-programme.ts';
import { seedSales } from './seed-sales.ts';

/** Days of programme, from today's business day. */
const days = 21;

/**
 * Opens the demo cinema in an empty database, through the domain's verbs. A demo that an earlier start left half done
 * (it has no accounts yet, and nobody but the demo has bought) is cleared away and made anew.
 */
export async function seedIfEmpty(url: string, say: (line: string) => void, timeZone = 'Europe/Kyiv'): Promise<void> {
  const db = openDb(url);
  try {
    const state = await stateOf(db);
    if (state === 'filled') return;
    const started = Date.now();
    say('Opening the demo cinema for the first time');
    if (state === 'half done') await clear(db);
    await seed(demoHouse(db), say, timeZone);
    say(`The demo cinema is set up (${((Date.now() - started) / 1000).toFixed(1)} s)`);
  } finally {
    await db.close();
  }
}

async function seed(house: House, say: (line: string) => void, timeZone: string): Promise<void> {
  await sql(house.db).query(
    `UPDATE cinema SET name = $1, address = $2, phone = $3, email = $4, time_zone = $5, currency = 'UAH',
            allotment_seats = 6`,
    ['Foyer', '12 Yaroslaviv Val, Kyiv', '+380 44 555 01 12', 'tickets@foyer.test', timeZone],
  );
  await seedPrices(house, system);
  await seedFilms(house, system);
  const halls = await seedHalls(house, system);
  const firstDay = await openingDay(house.db);
  const screenings = await seedProgramme(house, system, firstDay, days);
  say(`  ${screenings.length} screenings in ${halls.size} halls for ${days} days`);
  const sold = await seedSales(house.db, system, screenings, halls, firstDay);
  say(`  ${sold} seats sold in advance`);
  await seedKiosks(house, system);
  await seedAccounts(house.db);
}

async function openingDay(db: Db): Promise<Temporal.PlainDate> {
  const { timeZone } = await loadCinema(sql(db));
  return Temporal.Now.plainDateISO(timeZone);
}

async function stateOf(db: Db): Promise<'empty' | 'half done' | 'filled'> {
  const [found] = await sql(db).query<{ films: boolean; people: boolean }>(
    `SELECT EXISTS (SELECT FROM films) OR EXISTS (SELECT FROM halls) OR EXISTS (SELECT FROM ticket_types) AS films,
            EXISTS (SELECT FROM users) OR EXISTS (SELECT FROM orders WHERE email IS NOT NULL) AS people`,
  );
  if (found?.people) return 'filled';
  return found?.films ? 'half done' : 'empty';
}

async function clear(db: Db): Promise<void> {
  await sql(db).query(
    'TRUNCATE films, halls, genres, ticket_types, price_cards, seat_categories, kiosks, audit_entries, seat_notices CASCADE',
  );
}

/** Nobody watches yet and nobody pays by card: the demo's sales are made at the counter. */
function demoHouse(db: Db): House {
  const refuseCalls = () => Promise.reject(new Error('the demo takes no cards'));
  return {
    db,
    signer: signerFrom(randomBytes(32).toString('hex')),
    webhooks: { problemWith: refuseCalls, post: refuseCalls },
    seatsChanged: () => {},
    publicUrl: '',
    payments: {
      openCheckout: refuseCalls,
      findCheckout: refuseCalls,
      expireCheckout: refuseCalls,
      refund: refuseCalls,
      terminal: {
        readers: refuseCalls,
        open: refuseCalls,
        present: refuseCalls,
        find: refuseCalls,
        cancel: refuseCalls,
      },
      readWebhook: () => null,
    },
  };
}
