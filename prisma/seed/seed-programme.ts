import { sql } from '../../server/db.ts';
import type { Actor } from '../../server/domain/actor.ts';
import type { House } from '../../server/domain/house.ts';
import { scheduleProgramme } from '../../server/domain/programme/schedule-programme.ts';
import { accepted } from './accepted.ts';
import { films } from './films/index.ts';
import { halls } from './halls.ts';
import { programmeFor, type SeedScreening } from './programme.ts';

export interface PlacedScreening extends SeedScreening {
  id: number;
}

export async function seedProgramme(
  house: House,
  actor: Actor,
  firstDay: Temporal.PlainDate,
  days: number,
): Promise<PlacedScreening[]> {
  const programme = programmeFor(firstDay, days, halls, films);
  const film = await idsBy(house, 'SELECT slug AS key, id FROM films');
  const hall = await idsBy(house, 'SELECT code AS key, id FROM halls');
  const card = await idsBy(house, 'SELECT code AS key, id FROM price_cards');
  const { ids } = accepted(
    await scheduleProgramme(
      house,
      actor,
      programme.map((one) => ({
        filmId: film(one.filmSlug),
        hallId: hall(one.hallCode),
        priceCardId: card(one.priceCard),
        date: one.date.toString(),
        time: one.time,
        // An hour that comes twice is meant the first time.
        which: 'earlier',
        format: one.format,
        language: one.language,
        subtitles: one.subtitles,
        status: 'published',
      })),
    ),
  );
  return programme.map((one, i) => ({ ...one, id: ids[i] ?? 0 }));
}

async function idsBy(house: House, query: string): Promise<(key: string) => number> {
  const rows = await sql(house.db).query<{ key: string; id: number }>(query);
  const ids = new Map(rows.map((row) => [row.key, row.id]));
  return (key) => {
    const id = ids.get(key);
    if (id === undefined) throw new Error(`the demo knows no ${key}`);
    return id;
  };
}
