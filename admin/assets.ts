import { fileURLToPath } from 'node:url';
import type { Router } from 'express';

const packaged = (specifier: string, file: string) => fileURLToPath(new URL(file, import.meta.resolve(specifier)));
const scripts = './lib/frontend/assets/scripts';

/** AdminJS's scripts, always those for production (a twentieth of the others), and ours, bundled ahead. */
const files = {
  'global.bundle.js': packaged('adminjs', `${scripts}/global-bundle.production.js`),
  'app.bundle.js': packaged('adminjs', `${scripts}/app-bundle.production.js`),
  'design-system.bundle.js': packaged('@adminjs/design-system', '../bundle.production.js'),
  'components.bundle.js': fileURLToPath(new URL('../.build/admin/components.js', import.meta.url)),
};

export function installOfficeAssets(router: Router): void {
  for (const [name, file] of Object.entries(files)) {
    router.get(`/frontend/assets/${name}`, (_req, res) => {
      // They keep their names when they change, so the browser asks, and mostly hears that nothing has.
      res.sendFile(file, { dotfiles: 'allow', cacheControl: false, headers: { 'Cache-Control': 'private, no-cache' } });
    });
  }
}
