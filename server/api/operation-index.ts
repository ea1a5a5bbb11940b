import type { ErrorRequestHandler, Request, RequestHandler } from 'express';
import type { Method } from '../contract/api/operation.ts';
import { inTurn } from '../http/in-turn.ts';

/** Finds who answers a request below `/api` at once, where Express asks one route after the other. */
export interface OperationIndex {
  /** `path` as Express has it: `/orders/:id/pay`. */
  add(method: Method, path: string, handlers: RequestHandler[]): void;
  /**
   * Null: nobody, or an address that is written in an unusual way, and Express shall say what it means. Who is found is
   * handed the request as a router at `/api` would.
   */
  find(req: Request): RequestHandler | null;
}

const mount = '/api';

/** As clients write an address: nothing in it stands for something else, and nothing is missing between two slashes. */
const usual = /^\/api((?:\/[\w-]+)+)\/?(?:\?[\w=&.~-]*)?$/;

interface Place {
  steps: Map<string, Place>;
  /** What any other step leads to, under a name. */
  any: { name: string; place: Place } | null;
  here: Map<string, { path: string; answer: RequestHandler }>;
}

/** What one of them throws ends at `fault`. */
export function operationIndex(fault: ErrorRequestHandler): OperationIndex {
  const root = newPlace();
  return {
    add(method, path, handlers) {
      let place = root;
      for (const step of path.split('/').slice(1)) place = placeBelow(place, step);
      place.here.set(method.toUpperCase(), { path, answer: inTurn(handlers, fault) });
    },
    find(req) {
      const address = usual.exec(req.url)?.[1];
      if (address === undefined) return null;
      const params: Record<string, string> = {};
      let place: Place | undefined = root;
      for (const step of address.split('/').slice(1)) {
        const known: Place | undefined = place.steps.get(step);
        if (!known && place.any) params[place.any.name] = step;
        place = known ?? place.any?.place;
        if (!place) return null;
      }
      const found = place.here.get(req.method);
      if (!found) return null;
      return (_req, res, next) => {
        req.url = req.url.slice(mount.length);
        req.baseUrl = mount;
        req.params = params;
        req.route = { path: found.path };
        return found.answer(req, res, next);
      };
    },
  };
}

function newPlace(): Place {
  return { steps: new Map(), any: null, here: new Map() };
}

function placeBelow(place: Place, step: string): Place {
  if (step.startsWith(':')) {
    place.any ??= { name: step.slice(1), place: newPlace() };
    return place.any.place;
  }
  const below = place.steps.get(step) ?? newPlace();
  place.steps.set(step, below);
  return below;
}
