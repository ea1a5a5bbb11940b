import { fileURLToPath } from 'node:url';
import express, { type Express } from 'express';

const folder = fileURLToPath(new URL('../../.build/kiosk/', import.meta.url));

/** `/kiosk/`: the till's screens in a browser. Whoever opens them still needs a code for the till and a PIN. */
export function installKioskPage(app: Express): void {
  app.use('/kiosk/assets', express.static(`${folder}assets`, { immutable: true, maxAge: '1y', index: false }));
  app.get('/kiosk', (req, res, next) => {
    // Its addresses are relative, so the slash at the end matters.
    if (req.path.endsWith('/')) next();
    else res.redirect(301, '/kiosk/');
  });
  app.get('/kiosk/', (_req, res) => {
    res.sendFile('index.html', { root: folder, cacheControl: false, headers: { 'Cache-Control': 'no-cache' } });
  });
}
