import type { Request, RequestHandler, Response, Router } from 'express';
import { z } from 'zod';
import { json, type Method, type Operation, type TypedOperation } from '../contract/api/operation.ts';
import { isRefusal, type Refusal, refuse } from '../contract/refusals.ts';
import type { Deps } from '../deps.ts';
import type { Actor } from '../domain/actor.ts';
import type { KeyedRequest } from '../domain/orders/place-order.ts';
import { byTurns } from '../http/by-turns.ts';
import type { Manner, Sketch } from '../http/kept-replies.ts';
import { rateLimiter, type Wait } from '../http/rate-limit.ts';
import { sendKept } from '../http/send-kept.ts';
import { type Caller, callerOf, keyHolder } from './caller.ts';
import { once } from './idempotency.ts';
import { jsonBodyUpTo } from './json-body.ts';
import type { OperationIndex } from './operation-index.ts';
import { parse } from './parse.ts';
import { limited, type RateLimits } from './rate-limits.ts';
import { sendRefusal } from './refusals.ts';
import { sendTagged } from './reply.ts';

/** A router that grows by operations. */
export interface Api {
  router: Router;
  deps: Deps;
  /** Where below `/api` the router stands: `/staff`. */
  prefix: string;
  /** Where whoever does not go through the router finds its writing operations; null for those behind a guard. */
  index: OperationIndex | null;
  /** One budget for all operations that name it. */
  limiters: Record<keyof RateLimits, Wait>;
  /** Express's paths, with what they know. */
  paths: Map<string, Set<Method>>;
}

export function apiOver(
  router: Router,
  deps: Deps,
  limits: RateLimits,
  { prefix = '', index = null }: Partial<Pick<Api, 'prefix' | 'index'>> = {},
): Api {
  const limiters = {
    reads: rateLimiter(deps, `api${prefix}:reads`, limits.reads),
    orders: rateLimiter(deps, `api${prefix}:orders`, limits.orders),
    enrolments: rateLimiter(deps, `api${prefix}:enrolments`, limits.enrolments),
    writes: rateLimiter(deps, `api${prefix}:writes`, limits.writes),
  } satisfies Api['limiters'];
  return { router, deps, prefix, index, limiters, paths: new Map() };
}

/** What an operation is asked: its parts by their schemas, and who asks. */
export interface Asked<Params, Query, Body> {
  params: Params;
  query: Query;
  body: Body;
  actor: Actor;
  /** This request's `Idempotency-Key`, for a verb that uses it up by itself; null without one. */
  request: KeyedRequest | null;
  req: Request;
  res: Response;
}

/** What a handler answers, the reason why not, or what everybody is answered, for it to be written out when it must be. */
type Answered<Answer> = Answer | Refusal | SketchOf<Answer>;

/** The text of an answer of that type. */
export interface SketchOf<Answer> extends Sketch {
  sketched: true;
  /** Never there: for the type alone. */
  of?: Answer;
}

const isSketch = (answer: unknown): answer is SketchOf<unknown> =>
  typeof answer === 'object' && answer !== null && 'sketched' in answer;

/**
 * Installs the handler of an operation. The schemas that describe it check the request: what is malformed is a 400 that
 * says where, a path that names no id a 404. What the handler returns is sent as the operation says, or the reason why
 * not. `before` runs once the caller may ask, and reads bodies that are no JSON. `atMostOnce` is how an `Idempotency-Key` is
 * honoured.
 */
export function serve<Params, Query extends z.ZodType, Body extends z.ZodType, Answer extends z.ZodType>(
  api: Api,
  operation: TypedOperation<Params, Query, Body, Answer>,
  handle: (
    asked: Asked<Params, z.output<Query>, z.output<Body>>,
  ) => Answered<z.input<Answer>> | Promise<Answered<z.input<Answer>>>,
  before: RequestHandler[] = [],
  atMostOnce = once,
): void {
  const path = operation.path
    .slice(api.prefix.length)
    .replace(/{(\w+)}/g, ':$1')
    .replace(/(.)\/$/, '$1');
  api.paths.set(path, (api.paths.get(path) ?? new Set()).add(operation.method));
  const { limit } = operation;
  const manner: Manner = {
    type: json,
    cacheControl: 'no-cache',
    vary: null,
    of: operation.seatless ? 'programme' : 'house',
    wait: limit === 'none' ? null : api.limiters[limit],
    route: `/api${api.prefix}${path}`,
  };
  const answer: RequestHandler = async (req, res) => {
    const actor: Actor = res.locals.caller;
    const checked = check(operation, req);
    if (isRefusal(checked)) return sendRefusal(res, checked);
    const { params, query, body } = checked;
    // The schemas have just made them so.
    const asked = { params: params as Params, query: query as z.output<Query>, body: body as z.output<Body> };
    const act = (request: KeyedRequest | null) => handle({ ...asked, actor, request, req, res });
    if (operation.tagged && operation.who === 'public' && actor.userId === null) {
      const reply = await api.deps.kept.get(req.originalUrl, manner, async () => {
        const answer = await act(null);
        return isRefusal(answer) || isSketch(answer) ? answer : JSON.stringify(answer);
      });
      return isRefusal(reply) ? sendRefusal(res, reply) : sendKept(req, res, reply);
    }
    if (!operation.idempotent) return send(operation, req, res, await act(null));
    await atMostOnce(api.deps, req, res, { who: keyHolder(req, actor), body }, async (request) => {
      const answer = await act(request);
      return isRefusal(answer) ? answer : { status: operation.status, body: answer };
    });
  };
  const handlers = [...doorOf(api, operation), ...before, answer];
  api.router[operation.method](path, ...handlers);
  // Reads are large enough to be compressed, and those for everybody are given before.
  if (operation.method !== 'get') api.index?.add(operation.method, path, handlers);
}

/** Under which address an answer to everybody is kept for this request; null if it may be for somebody. */
export function sharedAddress({ originalUrl, headers }: Request): string | null {
  return originalUrl.startsWith('/api/') && headers.authorization === undefined ? originalUrl : null;
}

/** Comes after all operations: any other method on their paths is told which ones there are. */
export function refuseOtherMethods({ router, paths }: Api): void {
  for (const [path, methods] of paths) {
    const known = [...methods].flatMap((method) => (method === 'get' ? ['GET', 'HEAD'] : [method.toUpperCase()]));
    router.all(path, (req, res) => {
      res.setHeader('Allow', [...known, 'OPTIONS'].join(', '));
      if (req.method === 'OPTIONS') res.status(204).end();
      else sendRefusal(res, refuse('method_not_allowed'));
    });
  }
}

/** Some milliseconds of work. */
const ordersPerTurn = 32;

function doorOf({ limiters, deps }: Api, { limit, method, ownBody, largest, who }: Operation): RequestHandler[] {
  return [
    ...(limit === 'none' ? [] : [limited(limiters[limit])]),
    // Those who want seats come all at once, and somebody else may want something else.
    ...(limit === 'orders' ? [byTurns(ordersPerTurn)] : []),
    ...(method === 'get' || ownBody ? [] : jsonBodyUpTo(largest)),
    (req, res, next) => {
      const go = (caller: Caller): void => {
        if (isRefusal(caller)) sendRefusal(res, caller);
        else {
          res.locals.caller = caller;
          next();
        }
      };
      const asked = callerOf(deps, req, res, who);
      if (asked instanceof Promise) return asked.then(go);
      go(asked);
    },
  ];
}

const nothing = z.strictObject({}).optional();

function check(operation: Operation, req: Request) {
  // Express takes an address apart each time that it is asked for the query.
  const query = parse(operation.query, req.url.includes('?') ? req.query : {});
  if (isRefusal(query)) return query;
  const params: Record<string, unknown> = {};
  for (const [name, schema] of Object.entries(operation.params)) {
    const written = schema.safeParse(req.params[name]);
    if (!written.success) return refuse('not_found');
    params[name] = written.data;
  }
  if (operation.method === 'get' || operation.ownBody) return { params, query, body: undefined };
  const body = parse(operation.body ?? nothing, req.body);
  return isRefusal(body) ? body : { params, query, body };
}

function send(operation: Operation, req: Request, res: Response, answer: unknown): void {
  if (isRefusal(answer)) {
    sendRefusal(res, answer);
    return;
  }
  if (operation.gives !== json) return;
  if (operation.tagged) {
    const text = isSketch(answer) ? answer.write() : JSON.stringify(answer);
    sendTagged(req, res, text, operation.who !== 'public' && operation.who !== 'stranger');
    return;
  }
  if (!res.hasHeader('Cache-Control')) res.setHeader('Cache-Control', 'no-store');
  if (answer === undefined) res.status(operation.status).end();
  else res.status(operation.status).json(answer);
}
