import type { Request } from 'express';

/**
 * Whether a request says that a page of ours sent it. Stricter than `sameOriginWrites`: one that says nothing is not
 * believed, because a login may be at stake. Source: OWASP CSRF Prevention, "Fetch Metadata", "Verifying Origin".
 */
export function fromOwnPage(req: Request, publicUrl: string): boolean {
  const origin = req.get('origin');
  if (origin !== undefined && origin !== publicUrl && !sameHost(origin, req.get('host'))) return false;
  const site = req.get('sec-fetch-site');
  return site === undefined ? origin !== undefined : site === 'same-origin';
}

/** Only reading methods are harmless from elsewhere. */
export function isWrite(req: Request): boolean {
  return !['GET', 'HEAD', 'OPTIONS'].includes(req.method);
}

function sameHost(origin: string, host: string | undefined): boolean {
  return URL.canParse(origin) && new URL(origin).host === host;
}
