import express, { type Express, type Request } from 'express';
import { ownPath } from './own-path.ts';

const cookie = 'foyer_theme';
const year = 31_536_000_000;

export function themeOf(req: Request): 'light' | 'dark' | null {
  const chosen = /(?:^|;\s*)foyer_theme=(light|dark)(?:;|$)/.exec(req.get('cookie') ?? '')?.[1];
  return chosen === 'light' || chosen === 'dark' ? chosen : null;
}

/** The light switch: a cookie, and back to where the reader was. */
export function installTheme(app: Express, secure: boolean): void {
  app.post('/theme', express.urlencoded({ extended: false, limit: '8kb' }), (req, res) => {
    const { theme, back } = (req.body ?? {}) as Record<string, unknown>;
    if (theme === 'light' || theme === 'dark')
      res.cookie(cookie, theme, { maxAge: year, sameSite: 'lax', secure, path: '/' });
    res.redirect(303, ownPath(back));
  });
}
