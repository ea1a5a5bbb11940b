import type { Request, Response } from 'express';
import type { ReactElement } from 'react';
import { renderToStaticMarkup } from 'react-dom/server';
import { isRefusal } from '../../server/contract/refusals.ts';
import { sql } from '../../server/db.ts';
import type { Deps } from '../../server/deps.ts';
import { type Cinema, loadCinema } from '../../server/domain/cinema.ts';
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
  /** The cinema's settings; a change shows within seconds. */
  cinema(): Promise<Cinema>;
}

const freshMs = 5_000;

export function openShop(deps: Deps, assets: Assets): Shop {
  let kept: { cinema: Cinema; until: number } | null = null;
  return {
    deps,
    assets,
    async cinema() {
      if (!kept || kept.until < Date.now())
        kept = { cinema: await loadCinema(sql(deps.db)), until: Date.now() + freshMs };
      return kept.cinema;
    },
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

/** Sends a page that is the same for all with the same language and theme: it is drawn once for those of a moment. */
export async function sendSharedPage(
  { deps }: Shop,
  req: Request,
  res: Response,
  draw: () => Promise<ReactElement>,
): Promise<void> {
  const address = `page ${languageOf(req)} ${themeOf(req)} ${req.originalUrl}`;
  const page = await deps.kept.get(address, async () => documentOf(await draw()));
  if (isRefusal(page)) throw new Error('a page is never refused');
  res.set('Cache-Control', 'private, no-cache').vary('Accept-Language, Cookie');
  sendKept(req, res, 'text/html', page);
}

const documentOf = (page: ReactElement) => `<!doctype html>${renderToStaticMarkup(page)}`;

/** Sends a part of a page, for a script that puts it in its place. */
export function sendPart(res: Response, part: ReactElement): void {
  res.set('Cache-Control', 'private, no-cache').vary('Accept-Language, Cookie, X-Part').type('html');
  res.send(renderToStaticMarkup(part));
}
