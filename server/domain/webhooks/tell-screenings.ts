import { isDeepStrictEqual } from 'node:util';
import type { Session } from '../../contract/api/sessions.ts';
import type { PreviousSession, WebhookType } from '../../contract/webhooks.ts';
import type { Tx } from '../../db.ts';
import { loadCinema } from '../cinema.ts';
import { summaries } from '../programme/screening-summaries.ts';
import { sessionBody } from '../programme/session-body.ts';
import { queueEvent, subscribers } from './queue-event.ts';

/** Tells API clients that screenings were published or called off. Drafts are nobody's business. */
export async function tellScreenings(
  tx: Tx,
  type: Extract<WebhookType, 'screening.published' | 'screening.cancelled'>,
  ids: readonly number[],
): Promise<void> {
  if (ids.length === 0) return;
  const listeners = await subscribers(tx, type);
  if (listeners.length === 0) return;
  for (const session of await known(tx, ids)) await queueEvent(tx, type, { session }, listeners);
}

/** Screenings as API clients know them, before a verb changes them. Empty where nobody listens. */
export async function beforeChange(tx: Tx, ids: readonly number[]): Promise<Session[]> {
  return (await subscribers(tx, 'screening.changed')).length === 0 ? [] : known(tx, ids);
}

/** Tells API clients what a verb has changed of the screenings that `beforeChange` read, if they can see it at all. */
export async function tellChanges(tx: Tx, before: readonly Session[]): Promise<void> {
  if (before.length === 0) return;
  const listeners = await subscribers(tx, 'screening.changed');
  const was = new Map(before.map((session) => [session.id, session]));
  for (const session of await known(tx, [...was.keys()])) {
    const previous = whatChanged(was.get(session.id) ?? session, session);
    if (Object.keys(previous).length > 0) await queueEvent(tx, 'screening.changed', { session, previous }, listeners);
  }
}

/** The coming screenings of a film, as API clients know them. */
export async function beforeFilmChange(tx: Tx, filmId: number): Promise<Session[]> {
  if ((await subscribers(tx, 'screening.changed')).length === 0) return [];
  const coming = await tx.query<{ id: number }>(
    `SELECT id FROM screenings WHERE film_id = $1 AND status = 'published' AND starts_at > now()`,
    [filmId],
  );
  return known(
    tx,
    coming.map((screening) => screening.id),
  );
}

async function known(tx: Tx, ids: readonly number[]): Promise<Session[]> {
  const cinema = await loadCinema(tx);
  const found = await summaries(tx, `SELECT * FROM screenings WHERE id = ANY ($1) AND status <> 'draft'`, [ids]);
  const now = new Date();
  return found.map((screening) => sessionBody(screening, cinema, now));
}

const told = ['movie', 'hall', 'starts_at', 'ends_at', 'business_date', 'format', 'language', 'subtitles'] as const;

function whatChanged(before: Session, after: Session): PreviousSession {
  return Object.fromEntries(
    told.filter((name) => !isDeepStrictEqual(before[name], after[name])).map((name) => [name, before[name]]),
  );
}
