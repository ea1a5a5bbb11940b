import type { Logger } from 'pino';
import { type Db, sql } from '../db.ts';

const pollMs = 1_000;
/** Longer than any transaction that moves seats, so that none slips between two looks. */
const lookBackSeconds = 5;

/**
 * Once a second, the screenings whose seats changed lately, in whichever process: so a crash between a commit and its
 * message, or another process's sale, is seen within two seconds. Seeing one twice costs a read.
 */
export function followNotices(db: Db, log: Logger, changed: (screeningIds: number[]) => void): { stop(): void } {
  let stopped = false;
  let failing = false;
  let timer: NodeJS.Timeout;
  const look = async (): Promise<void> => {
    try {
      const rows = await sql(db).query<{ id: number }>(
        {
          name: 'follow_notices',
          text: 'SELECT DISTINCT screening_id AS id FROM seat_notices WHERE at > now() - make_interval(secs => $1)',
        },
        [lookBackSeconds],
      );
      if (failing) log.info('the seat notices can be read again');
      failing = false;
      if (!stopped) changed(rows.map((row) => row.id));
    } catch (fault) {
      if (!stopped && !failing) log.warn({ err: fault }, 'the seat notices cannot be read; trying every second');
      failing = true;
    }
    if (!stopped) timer = setTimeout(look, pollMs).unref();
  };
  timer = setTimeout(look, pollMs).unref();
  return {
    stop() {
      stopped = true;
      clearTimeout(timer);
    },
  };
}
