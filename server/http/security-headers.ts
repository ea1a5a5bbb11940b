import type { RequestHandler, Response } from 'express';
import helmet from 'helmet';

/** A strict policy: scripts only with the page's nonce, nothing from elsewhere, no framing by others. */
export function securityHeaders(publicUrl: string, paymentHosts: string[]): RequestHandler {
  const secure = publicUrl.startsWith('https:');
  const nonce = (_req: unknown, res: unknown) => `'nonce-${(res as Response).locals.cspNonce}'`;
  return helmet({
    contentSecurityPolicy: {
      useDefaults: false,
      directives: {
        defaultSrc: ["'none'"],
        scriptSrc: ["'self'", nonce],
        styleSrc: ["'self'", nonce],
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
  });
}
