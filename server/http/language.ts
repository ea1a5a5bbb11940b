import type { Request, Response } from 'express';
import { type Language, languageOfTag } from '../contract/words/words.ts';

/** Where a reader who is not signed in keeps their choice. */
export const languageCookie = 'foyer_language';

/** Notes, for the rest of this request, which language the signed-in customer has chosen (BCP 47; null: none). */
export function speakAsChosen(res: Response, language: string | null): void {
  res.locals.customerLanguage = language;
}

/**
 * The language to answer a request in: what the signed-in customer has chosen, else what this browser's switch was set
 * to, else the best of `Accept-Language` that we speak, else English.
 */
export function languageOf(req: Request): Language {
  return (
    languageOfTag(req.res?.locals.customerLanguage) ??
    languageOfTag(cookieIn(req.get('cookie'))) ??
    acceptedLanguage(req.get('accept-language')) ??
    'en'
  );
}

function cookieIn(header = ''): string | undefined {
  return /(?:^|;\s*)foyer_language=([a-z]{2})(?:;|$)/.exec(header)?.[1];
}

/** More than any browser sends. */
const longest = 1000;

/**
 * The best language of ours in an `Accept-Language`: by quality, then by order. What cannot be read counts as left
 * out. Source: RFC 9110, 12.5.4 (0 means "not this one") and RFC 4647, 3.4 ("lookup").
 */
export function acceptedLanguage(header = ''): Language | null {
  const wishes = header
    .slice(0, longest)
    .split(',')
    .flatMap((part) => {
      const [, tag = '', quality = '1'] =
        /^\s*([a-z]{1,8}(?:-[a-z0-9]{1,8})*)\s*(?:;\s*q\s*=\s*(0(?:\.\d{0,3})?|1(?:\.0{0,3})?)\s*)?$/i.exec(part) ?? [];
      const language = languageOfTag(tag);
      return language && Number(quality) > 0 ? [{ language, quality: Number(quality) }] : [];
    });
  return wishes.toSorted((a, b) => b.quality - a.quality)[0]?.language ?? null;
}
