import type { RequestListener, ServerOptions } from 'node:http';
import type { Express, Request, RequestHandler } from 'express';
import { asExpress, bornAs } from './born-as.ts';
import { inTurn } from './in-turn.ts';

/** What the HTTP server is made of. */
export interface Face {
  options: Pick<ServerOptions, 'IncomingMessage' | 'ServerResponse'>;
  answer: RequestListener;
}

/** All of `app`, as Express does it. */
export function faceOf(app: Express): Face {
  return { options: bornAs(app), answer: app };
}

/**
 * The same behind a front: each request meets the handlers of `every`, one of which may answer it; then whoever `find` names
 * answers, and else `app`. Express asks each of its hundred handlers whether a request is theirs, which costs more than most
 * answers. To all of them a request looks as Express has made it.
 */
export function frontOf(app: Express, every: RequestHandler[], find: (req: Request) => RequestHandler | null): Face {
  const go = inTurn(every, (thrown, _req, res) => {
    // Nobody has said how to tell of it.
    res.destroy(thrown instanceof Error ? thrown : new Error('the front could not answer', { cause: thrown }));
  });
  return {
    options: bornAs(app),
    answer(plainRequest, plainResponse) {
      const [req, res] = asExpress(app, plainRequest, plainResponse);
      go(req, res, () => {
        const found = find(req);
        if (found) found(req, res, (fault) => res.destroy(fault));
        else app(req, res);
      });
    },
  };
}
