import type { NextFunction, Request, Response } from 'express';

/**
 * Closes cross-site request forgery: a write must come from a page of ours. Browsers say where a request comes from in
 * `Sec-Fetch-Site`, older ones in `Origin`; one that says neither is no browser, and carries no cookie of a customer.
 * Source: OWASP CSRF Prevention, "Fetch Metadata" and "Verifying Origin".
 */
export function sameOriginWrites(req: Request, res: Response, next: NextFunction): void {
  if (['GET', 'HEAD', 'OPTIONS'].includes(req.method) || isOurs(req)) {
    next();
    return;
  }
  res
    .status(403)
    .type('text')
    .send('This form was sent from another site, so nothing was done. Please open our own page and try again.');
}

function isOurs(req: Request): boolean {
  const site = req.get('sec-fetch-site');
  if (site) return site === 'same-origin' || site === 'none';
  const origin = req.get('origin');
  if (origin && origin !== 'null') return URL.canParse(origin) && new URL(origin).host === req.get('host');
  return origin === undefined;
}
