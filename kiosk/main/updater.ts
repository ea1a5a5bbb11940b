import { existsSync } from 'node:fs';
import { join } from 'node:path';
import type { App } from 'electron';
import { autoUpdater } from 'electron-updater';
import type { Updater } from './updates.ts';

/** Null where there is nothing to update from: not packed, or packed without an address for updates. */
export function installableUpdates(app: Pick<App, 'isPackaged'>): Updater | null {
  return app.isPackaged && existsSync(join(process.resourcesPath, 'app-update.yml')) ? autoUpdater : null;
}
