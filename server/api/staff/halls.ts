import type { Request, RequestHandler, Response, Router } from 'express';
import { capacityInput, draftInput, newHallInput } from '../../contract/api/staff/halls.ts';
import { isRefusal, type Refusal, refuse } from '../../contract/refusals.ts';
import type { Deps } from '../../deps.ts';
import type { Actor } from '../../domain/actor.ts';
import { addHall } from '../../domain/halls/add-hall.ts';
import { changeHall } from '../../domain/halls/change-hall.ts';
import { findDrawnPlan } from '../../domain/halls/find-drawn-plan.ts';
import { listHallPlans } from '../../domain/halls/list-hall-plans.ts';
import { publishSeatPlan } from '../../domain/halls/publish-seat-plan.ts';
import { saveSeatPlan } from '../../domain/halls/save-seat-plan.ts';
import { jsonBody, jsonBodyUpTo } from '../json-body.ts';
import { parse, pathId } from '../parse.ts';
import { sendRefusal } from '../refusals.ts';
import { resource } from '../reply.ts';

/** A plan of the largest hall, and some. */
const planBody = jsonBodyUpTo(2 * 1024 * 1024);

/** The halls and the versions of their seat plans, for the seating designer. */
export function installStaffHalls(router: Router, deps: Deps): void {
  resource(router, '/hall-plans', {
    get: [answers((actor) => listHallPlans(deps, actor))],
    post: [
      ...jsonBody,
      answers(async (actor, req) => {
        const hall = parse(newHallInput, req.body);
        return isRefusal(hall) ? hall : addHall(deps, actor, hall);
      }),
    ],
  });
  resource(router, '/hall-plans/:id/capacity', {
    post: [
      ...jsonBody,
      about(async (actor, hallId, req) => {
        const change = parse(capacityInput, req.body);
        return isRefusal(change) ? change : changeHall(deps, actor, { hallId, ...change });
      }),
    ],
  });
  resource(router, '/hall-plans/:id/draft', {
    post: [
      ...planBody,
      about(async (actor, hallId, req) => {
        const draft = parse(draftInput, req.body);
        if (isRefusal(draft)) return draft;
        const { name, seen, plan } = draft;
        return saveSeatPlan(deps, actor, { hallId, name, seen, ...plan });
      }),
    ],
  });
  resource(router, '/seat-plans/:id', {
    get: [about((actor, planId) => findDrawnPlan(deps, actor, { planId }))],
  });
  resource(router, '/seat-plans/:id/publish', {
    post: [about((actor, planId) => publishSeatPlan(deps, actor, { planId }))],
  });
}

function answers(verb: (actor: Actor, req: Request) => Promise<object | Refusal>): RequestHandler {
  return async (req: Request, res: Response) => {
    const answer = await verb(res.locals.actor, req);
    if (isRefusal(answer)) sendRefusal(res, answer);
    else res.json(answer);
  };
}

function about(verb: (actor: Actor, id: number, req: Request) => Promise<object | Refusal>): RequestHandler {
  return answers(async (actor, req) => {
    const id = pathId(req);
    return id === null ? refuse('not_found') : verb(actor, id, req);
  });
}
