import type { Refusal } from '../../contract/refusals.ts';
import { inTransaction } from '../../db.ts';
import { type Actor, denied } from '../actor.ts';
import { recordAudit } from '../audit/record-audit.ts';
import type { House } from '../house.ts';
import { type FilmFacts, unknownFacts, writeFacts } from './film-facts.ts';
import { setGenres } from './film-genres.ts';
import { freeSlug, slugOf } from './film-slug.ts';

export interface NewFilm extends Partial<FilmFacts> {
  title: string;
  durationMinutes: number;
  /** The film's address; made of its title if left out, and numbered if another film has it. */
  slug?: string;
  /** Codes, the first being the one the film is known for. */
  genres?: readonly string[];
}

/** Adds a film. Refusal: `not_found` with the genres that nobody knows. */
export async function addFilm(
  house: House,
  actor: Actor,
  film: NewFilm,
): Promise<{ id: number; slug: string } | Refusal> {
  const no = denied(actor, 'change_film');
  if (no) return no;
  return inTransaction(house.db, async (tx): Promise<{ id: number; slug: string } | Refusal> => {
    // Two films of one title added at once take their slugs one after the other.
    await tx.query("SELECT pg_advisory_xact_lock(hashtextextended('film slugs', 0))");
    const { slug: wanted, genres = [], ...facts } = film;
    const slug = await freeSlug(tx, wanted ?? slugOf(film.title));
    const [added] = await tx.query<{ id: number }>(
      'INSERT INTO films (slug, title, duration_minutes) VALUES ($1, $2, $3) RETURNING id',
      [slug, film.title, film.durationMinutes],
    );
    if (!added) throw new Error('a film was added without a row');
    await writeFacts(tx, added.id, { ...unknownFacts, ...facts });
    const unknown = await setGenres(tx, added.id, genres);
    if (unknown) return unknown;
    await recordAudit(tx, actor, { action: 'add_film', entity: 'film', entityId: added.id, after: { ...film, slug } });
    return { id: added.id, slug };
  });
}
