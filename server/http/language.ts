import type { Request, Response } from 'express';
import { type Language, languageOfTag, type Words, wordsFor } from '../contract/words/words.ts';

const cookie = 'foyer_language';
const year = 31_536_000_000;

/** Remembers, in this browser, what its language switch was set to. */
export function keepLanguage(res: Response, language: Language, secure: boolean): void {
  res.cookie(cookie, language, { maxAge: year, sameSite: 'lax', secure, path: '/' });
}

/** Answers this one request in a language that its address names. */
export function answerIn(res: Response, language: Language): void {
  res.locals.askedLanguage = language;
}

/** Notes, for the rest of this request, which language the signed-in customer has chosen (BCP 47; null: none). */
export function speakAsChosen(res: Response, language: string | null): void {
  res.locals.customerLanguage = language;
}

/**
 * The language to answer a request in: what its address names, else what the signed-in customer has chosen, else what
 * this browser's switch was set to, else the best of `Accept-Language` that we speak, else English.
 */
export function languageOf(req: Request): Language {
  return (
    languageOfTag(req.res?.locals.askedLanguage) ??
    languageOfTag(req.res?.locals.customerLanguage) ??
    languageOfTag(cookieIn(req.get('cookie'))) ??
    acceptedLanguage(req.get('accept-language')) ??
    'en'
  );
}

/** The catalogue to answer a request from. */
export const wordsOf = (req: Request): Words => wordsFor(languageOf(req));

function cookieIn(header: string | undefined): string | undefined {
  return header?.match(/(?:^|;\s*)foyer_language=([a-z]{2})(?:;|$)/)?.[1];
}

/** More than any browser sends. */
const longest = 1000;

/**
 * The best language of ours in an `Accept-Language`: by quality, then by order. What cannot be read counts as left
 * out. Source: RFC 9110, 12.5.4 (0 means "not this one") and RFC 4647, 3.4 ("lookup").
 */
export function acceptedLanguage(header = ''): Language | null {
  if (header === '') return null;
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
