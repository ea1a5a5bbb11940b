import { randomUUID } from 'node:crypto';
import type { IncomingMessage, ServerResponse } from 'node:http';
import type { RequestHandler } from 'express';
import helmet from 'helmet';
import { headerLine } from './written-headers.ts';

export interface SecurityHeaders {
  /** Content-Security-Policy: scripts only with the page's nonce; null: none that stands in the page. */
  policy(nonce: string | null): string;
  /** All the others, as they go out. */
  lines: string;
}

const policyName = 'Content-Security-Policy';
/** Stands in the policy where a page's nonce goes. */
const nonceHere = "'nonce-of-this-page'";

/** A strict policy: scripts only with the page's nonce, nothing from elsewhere, no framing by others. */
export function securityHeaders(publicUrl: string, paymentHosts: string[]): SecurityHeaders {
  const secure = publicUrl.startsWith('https:');
  const { [policyName]: policy = '', ...others } = setBy(
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
  const pieces = policy.split(` ${nonceHere}`);
  return {
    policy: (nonce) => pieces.join(nonce === null ? '' : ` 'nonce-${nonce}'`),
    lines: Object.entries(others)
      .map(([name, value]) => headerLine(name, value))
      .join(''),
  };
}

/** What every answer begins with, whoever makes it; a policy that it has of its own stands. */
export function securityLines({ policy, lines }: SecurityHeaders): (res: ServerResponse) => string {
  const all = lines + headerLine(policyName, policy(null));
  return (res) => (res.hasHeader(policyName) ? lines : all);
}

/** Lets a page have scripts and styles in it, by a nonce that is drawn for it. */
export function pageNonce({ policy }: SecurityHeaders): RequestHandler {
  return (_req, res, next) => {
    // As hard to guess as 16 random bytes, and drawn from a pool of them.
    const nonce = randomUUID();
    res.locals.cspNonce = nonce;
    res.setHeader(policyName, policy(nonce));
    next();
  };
}

/** What a handler sets on an answer that has nothing else. */
function setBy(handler: (req: IncomingMessage, res: ServerResponse, next: () => void) => void): Record<string, string> {
  const set: Record<string, string> = {};
  const answer = {
    setHeader(name: string, value: string | number) {
      set[name] = String(value);
    },
    removeHeader: () => {},
  };
  handler({} as IncomingMessage, answer as unknown as ServerResponse, () => {});
  return set;
}
