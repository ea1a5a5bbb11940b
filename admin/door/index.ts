import type { Express } from 'express';
import { createElement } from 'react';
import { renderToStaticMarkup } from 'react-dom/server';
import { staffOnly } from '../../server/auth/staff.ts';
import { sql } from '../../server/db.ts';
import type { Deps } from '../../server/deps.ts';
import { type Actor, denied, may } from '../../server/domain/actor.ts';
import { loadCinema } from '../../server/domain/cinema.ts';
import { openAssets } from '../../storefront/routes/assets.ts';
import { themeOf } from '../../storefront/routes/theme.ts';
import { DoorShell } from './page.tsx';

/** `/door/`: who comes in, for whoever stands at a door. */
export function installDoorPage(app: Express, deps: Deps): void {
  const assets = openAssets();
  const guard = staffOnly(deps, (_req, res) => res.redirect(303, '/staff/sign-in?next=/door/'));
  app.get('/door', guard, async (req, res) => {
    const actor: Actor = res.locals.actor;
    if (denied(actor, 'admit_ticket')) return res.redirect(303, '/admin');
    const { name, timeZone } = await loadCinema(sql(deps.db));
    const page = createElement(DoorShell, {
      ...assets.forPage(['door'], ['door.tsx']),
      cinema: name,
      zone: timeZone,
      light: themeOf(req),
      mayUndo: may(actor, 'undo_admission'),
    });
    res.set({ 'Cache-Control': 'private, no-store', 'Permissions-Policy': 'camera=(self)' }).type('html');
    res.send(`<!doctype html>${renderToStaticMarkup(page)}`);
  });
}
