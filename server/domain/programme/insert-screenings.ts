import { isRefusal, type Refusal, refuse } from '../../contract/refusals.ts';
import type { Tx } from '../../db.ts';
import type { Cinema } from '../cinema.ts';
import { lockFilms, lockHalls } from './lock-rooms.ts';
import { screeningInTheWay } from './overlaps.ts';
import { type ScreeningTimes, screeningTimes } from './screening-times.ts';
import { loadParts, partsFor, type ShowParts } from './show-parts.ts';

export interface NewScreening {
  filmId: number;
  hallId: number;
  startsAt: Date;
  priceCardId: number;
  /** `2D`, `3D`, … */
  format: string;
  /** BCP 47 of the sound. */
  language: string;
  subtitles: string | null;
  status: 'draft' | 'published';
  /** Default: at once. */
  salesOpenAt?: Date | undefined;
}

type Row = NewScreening & ScreeningTimes & ShowParts;

/** Places screenings in their halls. Answers the id of each, or why it could not be placed; the others stand. */
export async function insertScreenings(
  tx: Tx,
  cinema: Cinema,
  wanted: readonly NewScreening[],
): Promise<(number | Refusal)[]> {
  const filmIds = [...new Set(wanted.map((one) => one.filmId))];
  const hallIds = [...new Set(wanted.map((one) => one.hallId))];
  await lockFilms(tx, filmIds, 'to read');
  await lockHalls(tx, hallIds);
  const parts = await loadParts(tx, filmIds, hallIds);
  const cards = new Set((await tx.query<{ id: number }>('SELECT id FROM price_cards')).map((card) => card.id));

  const rows = wanted.map((one): Row | Refusal => {
    const copied = partsFor(parts, one);
    if (isRefusal(copied)) return copied;
    if (!cards.has(one.priceCardId)) return refuse('not_found', { priceCard: one.priceCardId });
    const times = screeningTimes(one.startsAt, { ...cinema, ...copied }, cinema);
    if (one.salesOpenAt && one.salesOpenAt >= times.salesCloseAt) {
      return refuse('invalid_request', { salesOpenAt: one.salesOpenAt, salesCloseAt: times.salesCloseAt });
    }
    return { ...one, ...copied, ...times };
  });

  const placed = await insert(tx, cinema, rows.filter((row) => !isRefusal(row)) as Row[]);
  const answers: (number | Refusal)[] = [];
  for (const row of rows) answers.push(isRefusal(row) ? row : await answerFor(tx, row, placed, cinema));
  return answers;
}

/** The database decides which fit: those that overlap a screening, or one placed a moment before, are left out. */
async function insert(tx: Tx, cinema: Cinema, rows: readonly Row[]): Promise<Map<string, number>> {
  const inserted = await tx.query<{ id: number; hallId: number; startsAt: Date }>(
    `INSERT INTO screenings (film_id, hall_id, seat_plan_id, price_card_id, status, starts_at, ends_at, hall_free_at,
                             pre_show_minutes, film_minutes, cleaning_minutes, business_date, format, language,
                             subtitles, sales_open_at, sales_close_at, seats_total)
     SELECT "filmId", "hallId", "seatPlanId", "priceCardId", status, "startsAt", "endsAt", "hallFreeAt",
            $2, "filmMinutes", "cleaningMinutes", "businessDate", format, language,
            subtitles, coalesce("salesOpenAt", least(date_trunc('second', now()), "startsAt" - interval '1 minute')),
            "salesCloseAt", "seatsTotal"
       FROM jsonb_to_recordset($1) AS wanted (
         "filmId" int, "hallId" int, "seatPlanId" int, "priceCardId" int, status screening_status,
         "startsAt" timestamptz, "endsAt" timestamptz, "hallFreeAt" timestamptz, "filmMinutes" int,
         "cleaningMinutes" int, "businessDate" date, format text, language text, subtitles text,
         "salesOpenAt" timestamptz, "salesCloseAt" timestamptz, "seatsTotal" int)
     ON CONFLICT DO NOTHING
     RETURNING id, hall_id AS "hallId", starts_at AS "startsAt"`,
    [JSON.stringify(rows), cinema.preShowMinutes],
  );
  return new Map(inserted.map((row) => [slotKey(row), row.id]));
}

async function answerFor(tx: Tx, row: Row, placed: Map<string, number>, cinema: Cinema): Promise<number | Refusal> {
  const id = placed.get(slotKey(row));
  if (id === undefined) {
    return refuse('screening_overlap', { screening: await screeningInTheWay(tx, row, cinema.timeZone) });
  }
  // Asked for twice in one set, a slot is given once.
  placed.delete(slotKey(row));
  return id;
}

function slotKey(slot: { hallId: number; startsAt: Date }): string {
  return `${slot.hallId} at ${slot.startsAt.getTime()}`;
}
