import type { Request, Response } from 'express';
import type { ReactElement } from 'react';
import { renderToStaticMarkup } from 'react-dom/server';
import { isRefusal, type Refusal } from '../../server/contract/refusals.ts';
import { sql } from '../../server/db.ts';
import type { Deps } from '../../server/deps.ts';
import { type Cinema, loadCinema } from '../../server/domain/cinema.ts';
import type { Manner } from '../../server/http/kept-replies.ts';
import { languageOf, wordsOf } from '../../server/http/language.ts';
import { sendKept } from '../../server/http/send-kept.ts';
import type { Frame } from '../views/frame.ts';
import type { Assets } from './assets.ts';
import { pathOf } from './language.ts';
import { themeOf } from './theme.ts';

/** What every route of the shop stands on. */
export interface Shop {
  deps: Deps;
  assets: Assets;
  /** The cinema's settings. */
  cinema(): Promise<Cinema>;
  /** As they were known last, for a page that stands while the database is away. */
  lastCinema(): Cinema | null;
}

export function openShop(deps: Deps, assets: Assets): Shop {
  let last: Cinema | null = null;
  return {
    deps,
    assets,
    async cinema() {
      last = await deps.remember('cinema', () => loadCinema(sql(deps.db)));
      return last;
    },
    lastCinema: () => last,
  };
}

export interface PageNeeds {
  /** Sheets beside the shop's own. */
  sheets?: string[];
  islands?: string[];
  /** Where the page can be opened again, if not where it was asked for. */
  path?: string;
}

export function frameFor(shop: Shop, req: Request, cinema: FrameCinema, needs: PageNeeds = {}): Frame {
  const { name, address, phone, email, timeZone } = cinema;
  const words = wordsOf(req);
  return {
    words,
    cinema: { name, address, phone, email },
    zone: timeZone,
    theme: themeOf(req),
    path: needs.path ?? (req.method === 'GET' ? pathOf(req) : '/'),
    publicUrl: shop.deps.publicUrl,
    assets: shop.assets.forPage(['shop', ...(needs.sheets ?? [])], needs.islands ?? [], words.language),
  };
}

export type FrameCinema = Pick<Cinema, 'name' | 'address' | 'phone' | 'email' | 'timeZone'>;

export async function frameOf(shop: Shop, req: Request, needs: PageNeeds = {}): Promise<Frame> {
  return frameFor(shop, req, await shop.cinema(), needs);
}

/**
 * Sends a whole page. Pages are as fresh as the seats they show: a browser asks each time. Not `no-store`: the Back
 * button would then ask to send a form again.
 */
export function sendPage(res: Response, page: ReactElement, status = 200): void {
  res.status(status).set('Cache-Control', 'private, no-cache').vary('Accept-Language, Cookie').type('html');
  res.send(documentOf(page));
}

/** A page that need not be drawn if it would be what it was: `basis` tells it apart while the programme stands. */
export interface Drawing {
  basis: string;
  page(): ReactElement;
  /** When it changes though nothing is written. */
  until?: Date | null;
}

/**
 * Sends a page that is the same for all with the same language and theme: it is drawn once for all of them. `behind`: only
 * the route itself can tell that it may be given to whoever asks. Answers the refusal where there is no such page.
 */
export async function sendSharedPage(
  { deps }: Shop,
  req: Request,
  res: Response,
  draw: () => Promise<Drawing | Refusal>,
  { behind = false } = {},
): Promise<Refusal | null> {
  const address = behind ? `behind ${addressOf(req)}` : addressOf(req);
  const page = await deps.kept.get(address, mannerOf(res), async () => {
    const drawing = await draw();
    if (isRefusal(drawing)) return drawing;
    const { basis, page, until = null } = drawing;
    return { basis, until, write: () => documentOf(page()) };
  });
  if (isRefusal(page)) return page;
  sendKept(req, res, page);
  return null;
}

const addressOf = (req: Request) => `page ${languageOf(req)} ${themeOf(req)} ${req.originalUrl}`;

/** Under which address a page for everybody is kept for this request; null if it may be for somebody, or is a part of one. */
export function sharedPageAddress(req: Request): string | null {
  const { cookie, 'x-part': part } = req.headers;
  // An address that names a language also sets the switch to it.
  const special = part !== undefined || cookie?.includes('foyer_login') || req.originalUrl.includes('lang=');
  return special ? null : addressOf(req);
}

/** With whatever the answer depends on already. */
function mannerOf(res: Response): Manner {
  const vary = [res.getHeader('Vary'), 'Accept-Language, Cookie'].filter(Boolean).join(', ');
  return {
    type: 'text/html',
    cacheControl: 'private, no-cache',
    vary,
    of: 'house',
    wait: null,
    route: String(res.req.route?.path),
  };
}

const documentOf = (page: ReactElement) => `<!doctype html>${renderToStaticMarkup(page)}`;

/** Sends a part of a page, for a script that puts it in its place. */
export function sendPart(res: Response, part: ReactElement): void {
  res.set('Cache-Control', 'private, no-cache').vary('Accept-Language, Cookie, X-Part').type('html');
  res.send(renderToStaticMarkup(part));
}
