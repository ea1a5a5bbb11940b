import { buildPlan } from '../../prisma/seed/plan-builder.ts';
import { isRefusal, type Refusal } from '../../server/contract/refusals.ts';
import { type Db, openDb, sql } from '../../server/db.ts';
import { hashSecret } from '../../server/domain/accounts/password.ts';
import { system } from '../../server/domain/actor.ts';
import { addHall } from '../../server/domain/halls/add-hall.ts';
import { publishSeatPlan } from '../../server/domain/halls/publish-seat-plan.ts';
import { saveSeatPlan } from '../../server/domain/halls/save-seat-plan.ts';
import type { House } from '../../server/domain/house.ts';
import { addFilm } from '../../server/domain/programme/add-film.ts';
import { scheduleScreening } from '../../server/domain/programme/schedule-screening.ts';
import { signerFrom } from '../../server/domain/signer.ts';

/** What the parts play on, beside the demo cinema. */
export interface Stage {
  /** Screenings far ahead in one hall of 546 seats; a part takes its own off the end. */
  hot: number[];
  /** A thousand more in the same hall. */
  many: number[];
  /** Choices in that hall that break no rule whatever else is taken: of one to six seats, as many of each size. */
  choices: number[][];
  /** Screenings in a hall of 650 seats that each stand alone. */
  singles: number[];
  /** The seats of that hall, in plan order. */
  singleSeats: number[];
  /** Screenings in a hall of 300 seats that each stand alone, and those seats. */
  few: number[];
  fewSeats: number[];
  customers: { email: string; password: string }[];
}

const password = 'measured-at-leisure-9';

export async function setStage(databaseUrl: string): Promise<Stage> {
  const db = openDb(databaseUrl);
  try {
    const house = houseOf(db);
    const rows = 'ABCDEFGHIJKLMNOPQRSTUVWXYZ'.split('');
    // Runs of 1, 5 and 3 seats that are taken whole, and one of 12 of which even parts are: no seat is ever left alone.
    const big = await hallOf(house, 'Great hall', rows.map((row) => `${row} s sssss sss ssssssssssss`).join('\n'));
    const apart = await hallOf(house, 'Hall of armchairs', rows.map((row) => `${row}${' s'.repeat(25)}`).join('\n'));
    const small = await hallOf(
      house,
      'Small hall of armchairs',
      rows
        .slice(0, 12)
        .map((row) => `${row}${' s'.repeat(25)}`)
        .join('\n'),
    );
    const customers = await openAccounts(db, 32);
    const [hot, singles] = [await screeningsIn(house, big.id, 1020), await screeningsIn(house, apart.id, 40)];
    await sql(db).query('ANALYZE');
    return {
      hot: hot.slice(0, 20),
      many: hot.slice(20),
      choices: choicesOf(big.seats),
      singles,
      singleSeats: apart.seats.map((seat) => seat.id),
      few: await screeningsIn(house, small.id, 20),
      fewSeats: small.seats.map((seat) => seat.id),
      customers,
    };
  } finally {
    await db.close();
  }
}

interface Seat {
  id: number;
  row: string;
  place: number;
}

async function hallOf(house: House, name: string, drawing: string): Promise<{ id: number; seats: Seat[] }> {
  const { id } = accepted(await addHall(house, system, { code: name.toLowerCase().replaceAll(' ', '-'), name }));
  const { planId } = accepted(await saveSeatPlan(house, system, { hallId: id, ...buildPlan({ drawing }) }));
  accepted(await publishSeatPlan(house, system, { planId }));
  const seats = await sql(house.db).query<Seat & Record<string, unknown>>(
    'SELECT id, row, (row_number() OVER (PARTITION BY row ORDER BY ordinal) - 1)::int AS place FROM seats WHERE seat_plan_id = $1 ORDER BY ordinal',
    [planId],
  );
  return { id, seats };
}

/** Two hours and a half apart, from tomorrow on: the first by the verb, the rest copied from it. */
async function screeningsIn(house: House, hallId: number, count: number): Promise<number[]> {
  const film = accepted(await addFilm(house, system, { title: `A film for hall ${hallId}`, durationMinutes: 90 }));
  const [card] = await sql(house.db).query<{ id: number }>("SELECT id FROM price_cards WHERE code = 'weekday'");
  const first = accepted(
    await scheduleScreening(house, system, {
      filmId: film.id,
      hallId,
      startsAt: new Date(Math.ceil(Date.now() / 3_600_000) * 3_600_000 + 86_400_000),
      priceCardId: card?.id ?? 0,
      format: '2D',
      language: 'en',
      subtitles: null,
      status: 'published',
    }),
  );
  const rows = await sql(house.db).query<{ id: number }>(
    `INSERT INTO screenings (film_id, hall_id, seat_plan_id, price_card_id, status, starts_at, ends_at, hall_free_at,
       pre_show_minutes, film_minutes, cleaning_minutes, business_date, format, language, sales_open_at, sales_close_at, seats_total)
     SELECT film_id, hall_id, seat_plan_id, price_card_id, status, starts_at + later, ends_at + later, hall_free_at + later,
       pre_show_minutes, film_minutes, cleaning_minutes, (starts_at + later)::date, format, language, sales_open_at,
       sales_close_at + later, seats_total
       FROM screenings, generate_series(1, $2) n, LATERAL (SELECT n * interval '150 minutes' AS later) l WHERE id = $1
     RETURNING id`,
    [first.id, count - 1],
  );
  return [first.id, ...rows.map((row) => row.id)];
}

function choicesOf(seats: Seat[]): number[][] {
  const rows = [...Map.groupBy(seats, (seat) => seat.row).values()].map((row) => row.map((seat) => seat.id));
  const cut = (from: number, size: number) => rows.map((row) => row.slice(from, from + size));
  const even = (size: number) => Array.from({ length: (12 - size) / 2 + 1 }, (_, i) => cut(9 + 2 * i, size)).flat();
  const bySize = [cut(0, 1), even(2), cut(6, 3), even(4), cut(1, 5), even(6)];
  const most = Math.max(...bySize.map((choices) => choices.length));
  return bySize.flatMap((choices) => Array.from({ length: most }, (_, i) => choices[i % choices.length] ?? []));
}

async function openAccounts(db: Db, count: number): Promise<Stage['customers']> {
  const hash = await hashSecret(password);
  const emails = Array.from({ length: count }, (_, i) => `customer-${i}@bench.test`);
  await sql(db).query(
    `INSERT INTO users (email, name, role, password_hash, confirmed_at)
     SELECT email, 'A customer', 'customer', $2, now() FROM unnest($1::text[]) email`,
    [emails, hash],
  );
  return emails.map((email) => ({ email, password }));
}

function accepted<T>(result: T | Refusal): T {
  if (isRefusal(result)) throw new Error(`refused: ${result.refused} ${JSON.stringify(result.details)}`);
  return result as T;
}

/** Nobody watches, nobody pays. */
function houseOf(db: Db): House {
  const nobody = (): never => {
    throw new Error('the stage is set without the outside world');
  };
  return {
    db,
    signer: signerFrom('a secret that only the benchmark knows'),
    webhooks: { problemWith: nobody, post: nobody },
    seatsChanged: () => {},
    publicUrl: '',
    payments: {
      openCheckout: nobody,
      findCheckout: nobody,
      expireCheckout: nobody,
      refund: nobody,
      terminal: { readers: nobody, open: nobody, present: nobody, find: nobody, cancel: nobody },
      readWebhook: () => null,
    },
  };
}
