import { join } from 'node:path';
import type { Express } from 'express';
import type { Deps } from '../server/deps.ts';

/** Uploaded posters, which are pictures of our own making and nothing else, under names that tell their content. */
export function installUploadedPosters(app: Express, deps: Deps): void {
  const root = join(deps.config.dataDir, 'uploads/posters');
  app.get('/posters/:file', (req, res, next) => {
    if (!/^\d+-[0-9a-f]{20}\.webp$/.test(req.params.file)) return next();
    const headers = { 'Content-Type': 'image/webp', 'Content-Security-Policy': "default-src 'none'; sandbox" };
    res.sendFile(req.params.file, { root, immutable: true, maxAge: '1y', headers }, (fault) => {
      if (fault && !res.headersSent) next();
    });
  });
}
