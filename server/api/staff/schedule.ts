import type { Request, RequestHandler, Response, Router } from 'express';
import type { z } from 'zod';
import {
  boardQuery,
  type CopyReply,
  cancelBody,
  copyBody,
  filmsQuery,
  idsBody,
  type MovedReply,
  moveBody,
  newScreeningBody,
  type StartBody,
} from '../../contract/api/staff/schedule.ts';
import { isRefusal, type Refusal, refuse } from '../../contract/refusals.ts';
import { refusalWords } from '../../contract/words/en/refusals.ts';
import { sql } from '../../db.ts';
import type { Deps } from '../../deps.ts';
import type { Actor } from '../../domain/actor.ts';
import { cancelScreening } from '../../domain/programme/cancel-screening.ts';
import { cancellationProgress } from '../../domain/programme/cancellation-progress.ts';
import { type CopyReport, copyScreenings } from '../../domain/programme/copy-screenings.ts';
import { listBoardFilms } from '../../domain/programme/list-board-films.ts';
import { loadBoard } from '../../domain/programme/load-board.ts';
import { moveScreening } from '../../domain/programme/move-screening.ts';
import { moveSoldScreening } from '../../domain/programme/move-sold-screening.ts';
import { publishScreenings } from '../../domain/programme/publish-screenings.ts';
import { scheduleScreening } from '../../domain/programme/schedule-screening.ts';
import type { Start } from '../../domain/programme/screening-times.ts';
import { unscheduleScreenings } from '../../domain/programme/unschedule-screenings.ts';
import { jsonBody } from '../json-body.ts';
import { parse, pathId } from '../parse.ts';
import { sendRefusal } from '../refusals.ts';

/** The schedule board: what it shows, and every change it can make. */
export function installSchedule(router: Router, deps: Deps): void {
  router.get(
    '/schedule',
    reply(boardQuery, 'query', (actor, query) => loadBoard(deps, actor, query)),
  );
  router.get(
    '/schedule/films',
    reply(filmsQuery, 'query', (actor, query) => listBoardFilms(deps, actor, query)),
  );
  router.get('/schedule/screenings/:id/cancellation', async (req, res) => {
    const id = pathId(req);
    send(res, id === null ? refuse('not_found') : await cancellationProgress(deps, res.locals.actor, id));
  });
  router.use('/schedule', jsonBody);
  router.post(
    '/schedule/screenings',
    reply(newScreeningBody, 'body', (actor, { start, ...body }) =>
      scheduleScreening(deps, actor, { ...body, ...startOf(start), status: 'draft' }),
    ),
  );
  router.post(
    '/schedule/screenings/:id/move',
    reply(moveBody, 'body', (actor, body, screeningId) => move(deps, actor, screeningId, body)),
  );
  router.post(
    '/schedule/screenings/:id/cancel',
    reply(cancelBody, 'body', (actor, { reason }, screeningId) =>
      cancelScreening(deps, actor, { screeningId, reason }),
    ),
  );
  router.post(
    '/schedule/unschedule',
    reply(idsBody, 'body', (actor, body) => unscheduleScreenings(deps, actor, body)),
  );
  router.post(
    '/schedule/publish',
    reply(idsBody, 'body', (actor, body) => publishScreenings(deps, actor, body)),
  );
  router.post(
    '/schedule/copy',
    reply(copyBody, 'body', async (actor, { which, ...body }) => {
      const report = await copyScreenings(deps, actor, { ...body, ...(which ? { which } : {}) });
      return isRefusal(report) ? report : copyReply(deps, report);
    }),
  );
}

/** Parse, call the verb, reply. A path that names no id names nothing. */
function reply<Schema extends z.ZodType>(
  schema: Schema,
  part: 'query' | 'body',
  verb: (actor: Actor, input: z.output<Schema>, id: number) => Promise<object | Refusal>,
): RequestHandler {
  return async (req: Request, res: Response) => {
    const id = 'id' in req.params ? pathId(req) : 0;
    if (id === null) return sendRefusal(res, refuse('not_found'));
    const input = parse(schema, req[part]);
    send(res, isRefusal(input) ? input : await verb(res.locals.actor, input as z.output<Schema>, id));
  };
}

function send(res: Response, answer: object | Refusal): void {
  if (isRefusal(answer)) sendRefusal(res, answer);
  else res.json(answer);
}

function startOf(start: StartBody): Start {
  return 'at' in start ? { startsAt: new Date(start.at) } : start;
}

async function move(
  deps: Deps,
  actor: Actor,
  screeningId: number,
  { hallId, start, withSales, preview }: z.output<typeof moveBody>,
): Promise<MovedReply | Refusal> {
  const to = {
    screeningId,
    ...(hallId === undefined ? {} : { hallId }),
    ...(start === undefined ? {} : { start: startOf(start) }),
  };
  if (!withSales) {
    const moved = await moveScreening(deps, actor, to);
    return isRefusal(moved) ? moved : { ...moved, startsAt: moved.startsAt.toISOString(), sales: null };
  }
  const moved = await moveSoldScreening(deps, actor, { ...to, preview });
  if (isRefusal(moved)) return moved;
  const { id, startsAt, ...sales } = moved;
  return { id, startsAt: startsAt.toISOString(), sales };
}

/** Names films and halls, and says in words why a copy does not fit. */
async function copyReply(deps: Deps, { copied, unfit }: CopyReport): Promise<CopyReply> {
  const names = (table: 'films' | 'halls', column: 'title' | 'name', ids: number[]) =>
    sql(deps.db).query<{ id: number; name: string }>(`SELECT id, ${column} AS name FROM ${table} WHERE id = ANY ($1)`, [
      ids,
    ]);
  const all = [...copied, ...unfit];
  const [films, halls] = await Promise.all([
    names(
      'films',
      'title',
      all.map((one) => one.filmId),
    ),
    names(
      'halls',
      'name',
      all.map((one) => one.hallId),
    ),
  ]);
  const film = new Map(films.map((row) => [row.id, row.name]));
  const hall = new Map(halls.map((row) => [row.id, row.name]));
  const named = <T extends { filmId: number; hallId: number }>(one: T) => ({
    ...one,
    film: film.get(one.filmId) ?? '',
    hall: hall.get(one.hallId) ?? '',
  });
  return {
    copied: copied.map(({ startsAt: _, ...one }) => named(one)),
    unfit: unfit.map(({ refusal: { refused, details }, ...one }) => ({
      ...named(one),
      code: refused,
      reason: refusalWords[refused](details),
    })),
  };
}
