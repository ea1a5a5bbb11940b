import type { Request, Response } from 'express';
import type { ReactElement } from 'react';
import { renderToStaticMarkup } from 'react-dom/server';
import type { Refusal } from '../../server/contract/refusals.ts';
import { accountWords } from '../../server/contract/words/en/office-accounts.ts';
import { refusalWords } from '../../server/contract/words/en/refusals.ts';
import { sql } from '../../server/db.ts';
import type { Deps } from '../../server/deps.ts';
import type { Stranger } from '../../server/domain/accounts/sign-in.ts';
import { loadCinema } from '../../server/domain/cinema.ts';
import { type Assets, openAssets } from '../../storefront/routes/assets.ts';
import { themeOf } from '../../storefront/routes/theme.ts';
import type { Door } from './shell.tsx';

let assets: Assets | null = null;

export async function doorOf(deps: Deps, req: Request): Promise<Door> {
  assets ??= openAssets();
  const { name } = await loadCinema(sql(deps.db));
  const { styles, fonts } = assets.forPage(['office'], []);
  return { cinema: name, light: themeOf(req), styles, fonts };
}

export function sendDoor(res: Response, page: ReactElement, status = 200): void {
  res.status(status).set('Cache-Control', 'private, no-store').type('html');
  res.send(`<!doctype html>${renderToStaticMarkup(page)}`);
}

export function strangerOf(req: Request, res: Response): Stranger {
  return { requestId: String(res.locals.requestId), address: req.ip ?? null };
}

/** The status of a refused form, its words, and when to come again. */
export function sayNo(res: Response, refusal: Refusal): { problem: string; status: number } {
  if (refusal.refused === 'rate_limited') {
    const seconds = Number(refusal.details.retryAfter ?? 1);
    res.setHeader('Retry-After', String(seconds));
    return { problem: accountWords.wait(seconds), status: 429 };
  }
  const status = refusal.refused === 'wrong_credentials' ? 401 : refusal.refused === 'link_expired' ? 404 : 422;
  return { problem: refusalWords[refusal.refused](refusal.details), status };
}

/** A form's field as text of at most 200 characters that PostgreSQL can store; anything else is empty. */
export function text(req: Request, name: string): string {
  const value: unknown = (req.body as Record<string, unknown> | undefined)?.[name];
  return typeof value === 'string' && value.length <= 200 && !value.includes('\0') ? value : '';
}

/** Only to pages of ours for staff: `//elsewhere` is another host to a browser. */
export function nextPage(given: unknown): string {
  return typeof given === 'string' && /^\/(admin|staff|kiosk|door)(\/[\w/.?=&%-]*)?$/.test(given) ? given : '/admin';
}
