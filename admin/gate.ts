import type { Request, RequestHandler, Response } from 'express';
import { createElement } from 'react';
import { refuse } from '../server/contract/refusals.ts';
import { refusalWords } from '../server/contract/words/en/refusals.ts';
import type { Deps } from '../server/deps.ts';
import { type Actor, denied, type Verb } from '../server/domain/actor.ts';
import { fromOwnPage, isWrite } from '../server/http/own-page.ts';
import { pages } from './pages.ts';
import { resources } from './resources/index.ts';
import { manyOf, type OfficeResource } from './resources/resource.ts';
import { doorOf, sendDoor } from './sign-in/door.ts';
import { ClosedPage } from './sign-in/pages.tsx';

// What stands between a request of staff and AdminJS. AdminJS answers what is forbidden with 200 and a notice, and
// leaves out of its menus what others may still ask for: here it ends, with its status, before AdminJS hears of it.

/**
 * AdminJS runs some actions by GET too, so that its whole API is asked by pages of ours alone; forms elsewhere and
 * links in letters get nothing done.
 */
export function ownRequests(deps: Deps): RequestHandler {
  return (req, res, next) => {
    const site = req.get('sec-fetch-site');
    const foreign = isWrite(req)
      ? !fromOwnPage(req, deps.publicUrl)
      : isApi(req) && site !== undefined && site !== 'same-origin';
    if (foreign) void turnAway(deps, req, res, 403, 'forbidden').catch(next);
    else next();
  };
}

/** The permission table, for every address of AdminJS that names a tool, a table or an action. */
export const permitted =
  (deps: Deps): RequestHandler =>
  async (req, res, next) => {
    const actor: Actor = res.locals.actor;
    const [, place = '', name = '', part = '', first, second] = req.path
      .replace(/^\/api(?=\/)/i, '')
      .split('/')
      .map(decoded);
    // Express takes small and capital letters in its own words for the same.
    const [kind, how] = [place.toLowerCase(), part.toLowerCase()];
    if (kind === 'pages') {
      const tool = pages.find(({ key }) => key === name);
      if (!tool) return turnAway(deps, req, res, 404, 'not_found');
      if (tool.verbs.every((verb) => denied(actor, verb))) return turnAway(deps, req, res, 403, 'forbidden');
    }
    if (kind === 'resources') {
      const office = resources.find(({ id }) => id === name);
      if (!office || how === 'search') return turnAway(deps, req, res, 404, 'not_found');
      const action = how === 'records' ? second : how ? first : 'list';
      const verb = verbOf(office, how, action ?? '');
      if (!verb || denied(actor, office.see) || denied(actor, verb)) return turnAway(deps, req, res, 403, 'forbidden');
      if (how === 'bulk' && !areIds(req.query.recordIds)) return turnAway(deps, req, res, 400, 'invalid_request');
    }
    next();
  };

/** What of the permission table an action wants; null for what nobody does here: deleting, one or many. */
function verbOf(office: OfficeResource, how: string, action: string): Verb | null {
  const verbs = Object.entries(office.verbs ?? {});
  if (how === 'bulk') return verbs.find(([name, { bulk }]) => bulk && manyOf(name) === action)?.[1].may ?? null;
  if (['list', 'show', 'search'].includes(action)) return office.see;
  if (action === 'new') return office.create && office.change ? office.change : null;
  if (action === 'edit') return office.update && office.change ? office.change : null;
  return verbs.find(([name]) => name === action)?.[1].may ?? null;
}

/** Numbers with commas, at most 200 of them: each is a verb of its own while somebody waits. */
function areIds(given: unknown): boolean {
  return typeof given === 'string' && /^\d{1,10}(,\d{1,10}){0,199}$/.test(given);
}

export function isApi(req: Request): boolean {
  return /^\/api(\/|$)/i.test(req.path);
}

/** A script is answered in JSON, a person on a page. */
async function turnAway(
  deps: Deps,
  req: Request,
  res: Response,
  status: 400 | 403 | 404,
  code: 'invalid_request' | 'forbidden' | 'not_found',
): Promise<void> {
  if (isApi(req) || isWrite(req)) res.status(status).json({ code, message: refusalWords[code](refuse(code).details) });
  else sendDoor(res, createElement(ClosedPage, { door: await doorOf(deps, req), closed: status === 403 }), status);
}

function decoded(part: string): string {
  try {
    return decodeURIComponent(part);
  } catch {
    return '';
  }
}
