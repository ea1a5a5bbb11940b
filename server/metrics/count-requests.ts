import type { Request, RequestHandler } from 'express';
import type { Metrics } from './metrics.ts';

/** Times every request under its route, and counts what was refused. */
export function countRequests({ requests, refusals }: Metrics): RequestHandler {
  return (req, res, next) => {
    const began = performance.now();
    res.on('close', () => {
      const status = res.writableFinished ? String(res.statusCode) : 'aborted';
      requests.observe({ method: req.method, route: routeOf(req), status }, (performance.now() - began) / 1000);
      if (res.locals.refused) refusals.inc({ code: res.locals.refused });
    });
    next();
  };
}

/** The template that was matched. Files and paths that nobody knows have none: how many of these there are is no limit. */
function routeOf(req: Request): string {
  const template: unknown = req.route?.path;
  if (template === undefined) return 'none';
  // A router's own path is as the client wrote it: `/API` is `/api`.
  return req.baseUrl.toLowerCase() + String(Array.isArray(template) ? template[0] : template);
}
