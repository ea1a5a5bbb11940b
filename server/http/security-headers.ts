import type { IncomingMessage, ServerResponse } from 'node:http';
import type { RequestHandler } from 'express';
import helmet from 'helmet';

/** Names and values, as they go out. */
export type Headers = [name: string, value: string][];

/** Stands in the policy where a page's nonce goes. */
const nonceHere = "'nonce-of-this-page'";

/**
 * A strict policy: scripts only with the page's nonce (none: without any of ours), nothing from elsewhere, no framing by
 * others. The headers are worked out once, and nothing but the nonce changes.
 */
export function securityHeaders(publicUrl: string, paymentHosts: string[]): (nonce: string | null) => Headers {
  const secure = publicUrl.startsWith('https:');
  const all = setBy(
    helmet({
      contentSecurityPolicy: {
        useDefaults: false,
        directives: {
          defaultSrc: ["'none'"],
          scriptSrc: ["'self'", nonceHere],
          styleSrc: ["'self'", nonceHere],
          // Seats stand where the plan says, by a style attribute each.
          styleSrcAttr: ["'unsafe-inline'"],
          imgSrc: ["'self'", 'data:'],
          fontSrc: ["'self'"],
          connectSrc: ["'self'"],
          manifestSrc: ["'self'"],
          frameSrc: ["'self'"],
          // A form's answer may send the customer on to the payment page.
          formAction: ["'self'", ...paymentHosts],
          baseUri: ["'none'"],
          frameAncestors: ["'none'"],
          ...(secure ? { upgradeInsecureRequests: [] } : {}),
        },
      },
      strictTransportSecurity: secure ? { maxAge: 31_536_000 } : false,
      referrerPolicy: { policy: 'same-origin' },
      crossOriginResourcePolicy: { policy: 'same-origin' },
    }),
  );
  const policy = 'Content-Security-Policy';
  const fixed = all.filter(([name]) => name !== policy);
  const pieces = all.find(([name]) => name === policy)?.[1].split(` ${nonceHere}`) ?? [];
  return (nonce) => [...fixed, [policy, pieces.join(nonce === null ? '' : ` 'nonce-${nonce}'`)]];
}

/** Sets them on everything that is answered. */
export function setSecurityHeaders(headers: (nonce: string | null) => Headers): RequestHandler {
  return (_req, res, next) => {
    for (const [name, value] of headers(res.locals.cspNonce)) res.setHeader(name, value);
    next();
  };
}

/** What a handler sets on an answer that has nothing else. */
function setBy(handler: (req: IncomingMessage, res: ServerResponse, next: () => void) => void): Headers {
  const set: Headers = [];
  const answer = {
    setHeader: (name: string, value: string | number) => set.push([name, String(value)]),
    removeHeader: () => {},
  };
  handler({} as IncomingMessage, answer as unknown as ServerResponse, () => {});
  return set;
}
