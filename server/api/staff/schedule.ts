import type { z } from 'zod';
import * as operations from '../../contract/api/staff/schedule.ts';
import { isRefusal, type Refusal } from '../../contract/refusals.ts';
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
import { type Api, serve } from '../serve.ts';

/** The schedule board: what it shows, and every change it can make. */
export function installSchedule(api: Api): void {
  const { deps } = api;
  serve(api, operations.getBoard, ({ actor, query }) => loadBoard(deps, actor, query));
  serve(api, operations.listBoardFilms, ({ actor, query }) => listBoardFilms(deps, actor, query));
  serve(api, operations.getCancellation, ({ actor, params }) => cancellationProgress(deps, actor, params.id));
  serve(api, operations.scheduleScreening, ({ actor, body: { start, ...body } }) =>
    scheduleScreening(deps, actor, { ...body, ...startOf(start), status: 'draft' }),
  );
  serve(api, operations.moveScreening, ({ actor, params, body }) => move(deps, actor, params.id, body));
  serve(api, operations.cancelScreening, ({ actor, params, body: { reason } }) =>
    cancelScreening(deps, actor, { screeningId: params.id, reason }),
  );
  serve(api, operations.unscheduleScreenings, ({ actor, body }) => unscheduleScreenings(deps, actor, body));
  serve(api, operations.publishScreenings, ({ actor, body }) => publishScreenings(deps, actor, body));
  serve(api, operations.copyScreenings, async ({ actor, body: { which, ...body } }) => {
    const report = await copyScreenings(deps, actor, { ...body, ...(which ? { which } : {}) });
    return isRefusal(report) ? report : copyReply(deps, report);
  });
}

function startOf(start: operations.StartBody): Start {
  return 'at' in start ? { startsAt: new Date(start.at) } : start;
}

async function move(
  deps: Deps,
  actor: Actor,
  screeningId: number,
  { hallId, start, withSales, preview }: z.output<typeof operations.moveBody>,
): Promise<operations.MovedReply | Refusal> {
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
async function copyReply(deps: Deps, { copied, unfit }: CopyReport): Promise<operations.CopyReply> {
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
