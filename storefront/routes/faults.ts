import type { ErrorRequestHandler, Express, NextFunction, Request, Response } from 'express';
import { createElement } from 'react';
import { bodyFault, isOutage, logFault } from '../../server/http/faults.ts';
import { FaultPage, NotFoundPage, RefusedPage } from '../views/stage.tsx';
import { type FrameCinema, frameFor, frameOf, type Shop, sendPage } from './shop.ts';

export async function sendNotFound(shop: Shop, req: Request, res: Response): Promise<void> {
  sendPage(res, createElement(NotFoundPage, { frame: await frameOf(shop, req, { path: '/' }) }), 404);
}

/** The last stops: whatever no route knew, and whatever one could not finish. */
export function installFaults(app: Express, shop: Shop): void {
  app.use((req, res) => sendNotFound(shop, req, res));
  const onFault: ErrorRequestHandler = async (fault: unknown, req, res, next: NextFunction) => {
    if (res.headersSent) return next(fault);
    // A form that is too large, or an address that no browser would send.
    const refused = bodyFault(fault);
    const cinema = await shop.cinema().catch(() => shop.lastCinema() ?? unknownCinema);
    const frame = frameFor(shop, req, cinema, { path: '/' });
    if (refused === 'invalid_request') return sendPage(res, createElement(NotFoundPage, { frame }), 400);
    if (refused) {
      const text = frame.words.refusals[refused]({});
      const title = frame.words.shell.notFound.title;
      return sendPage(res, createElement(RefusedPage, { frame, title, text }), 413);
    }
    logFault(shop.deps.log, fault, res.locals.requestId);
    if (isOutage(fault)) res.set('Retry-After', '5');
    const status = isOutage(fault) ? 503 : 500;
    sendPage(res, createElement(FaultPage, { frame, reference: String(res.locals.requestId) }), status);
  };
  app.use(onFault);
}

/** Where not even the settings can be read, the page still stands. */
const unknownCinema: FrameCinema = { name: 'Foyer', address: '', phone: null, email: '', timeZone: 'UTC' };
