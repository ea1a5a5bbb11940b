import { isRefusal, type Refusal, refuse } from '../../contract/refusals.ts';
import { venueTime } from '../../contract/venue-time.ts';
import { inTransaction, type Tx } from '../../db.ts';
import { type Actor, denied } from '../actor.ts';
import { recordAudit } from '../audit/record-audit.ts';
import { type Cinema, loadCinema } from '../cinema.ts';
import type { House } from '../house.ts';
import { insertScreenings, type NewScreening } from './insert-screenings.ts';
import { instantOfStart } from './screening-times.ts';

export interface CopyInput {
  /** First business day to copy, and the one it becomes: `YYYY-MM-DD`. */
  from: string;
  to: string;
  /** 1 for a day, 7 for a week. */
  days: number;
  /** For a local time that comes twice on the new day; without it such screenings do not fit. */
  which?: 'earlier' | 'later';
  /** Copies those that fit although others do not. */
  onlyThoseThatFit?: boolean;
  /** Says what would happen and leaves everything as it is. */
  preview?: boolean;
}

export interface CopiedScreening {
  /** The screening that was copied. */
  source: number;
  /** Venue wall-clock time of the copy. */
  date: string;
  time: string;
  filmId: number;
  hallId: number;
}

export interface CopyReport {
  /** `id` and `startsAt` are those of the draft; in a preview nothing was kept under that id. */
  copied: (CopiedScreening & { id: number; startsAt: Date })[];
  /** With the refusal that scheduling it by hand would meet. */
  unfit: (CopiedScreening & { refusal: Refusal })[];
}

type Source = Omit<NewScreening, 'status' | 'salesOpenAt'> & { id: number };

/**
 * Copies business days as drafts, keeping wall-clock time: 19:00 stays 19:00 across a change of the clocks. Cancelled
 * screenings are not copied. If some do not fit the refusal `copies_do_not_fit` carries the whole report, unless the
 * caller wants those that do.
 */
export async function copyScreenings(house: House, actor: Actor, input: CopyInput): Promise<CopyReport | Refusal> {
  const no = denied(actor, 'copy_screenings');
  if (no) return no;
  return inTransaction(house.db, async (tx): Promise<CopyReport | Refusal> => {
    const cinema = await loadCinema(tx);
    const sources = await sourcesOf(tx, input);
    // A preview is the real thing, taken back: it cannot promise what the copy would not keep.
    await tx.query('SAVEPOINT before_copies');
    const report = await copy(tx, cinema, sources, input);
    if (input.preview) {
      await tx.query('ROLLBACK TO SAVEPOINT before_copies');
      return report;
    }
    if (report.unfit.length > 0 && !input.onlyThoseThatFit) return refuse('copies_do_not_fit', { ...report });
    for (const { id, source, startsAt } of report.copied) {
      const after = { source, startsAt };
      await recordAudit(tx, actor, { action: 'copy_screening', entity: 'screening', entityId: id, after });
    }
    return report;
  });
}

async function sourcesOf(tx: Tx, { from, days }: CopyInput): Promise<Source[]> {
  return tx.query<Source>(
    `SELECT id, film_id AS "filmId", hall_id AS "hallId", price_card_id AS "priceCardId", starts_at AS "startsAt",
            format, language, subtitles
       FROM screenings
      WHERE business_date >= $1::date AND business_date < $1::date + $2::int AND status <> 'cancelled'
      ORDER BY starts_at, hall_id`,
    [from, days],
  );
}

async function copy(tx: Tx, cinema: Cinema, sources: Source[], { from, to, which }: CopyInput): Promise<CopyReport> {
  const shift = Temporal.PlainDate.from(from).until(Temporal.PlainDate.from(to), { largestUnit: 'day' });
  const report: CopyReport = { copied: [], unfit: [] };
  const dated: { label: CopiedScreening; screening: NewScreening }[] = [];
  for (const { id: source, ...screening } of sources) {
    const local = venueTime(screening.startsAt, cinema.timeZone).toPlainDateTime().add(shift);
    const date = local.toPlainDate().toString();
    const time = local.toPlainTime().toString({ smallestUnit: 'minute' });
    const label = { source, date, time, filmId: screening.filmId, hallId: screening.hallId };
    const startsAt = instantOfStart({ date, time, which }, cinema);
    if (isRefusal(startsAt)) report.unfit.push({ ...label, refusal: startsAt });
    else dated.push({ label, screening: { ...screening, startsAt, status: 'draft' } });
  }
  const answers = await insertScreenings(
    tx,
    cinema,
    dated.map((one) => one.screening),
  );
  for (const [i, { label, screening }] of dated.entries()) {
    const answer = answers[i];
    if (isRefusal(answer)) report.unfit.push({ ...label, refusal: answer });
    else if (answer !== undefined) report.copied.push({ ...label, id: answer, startsAt: screening.startsAt });
  }
  return report;
}
