import { join } from 'node:path';
import type { BrowserWindowConstructorOptions } from 'electron';

/** The till's one window. What its page can do is what the preload script hands it. */
export function tillWindow(appPath: string, developing: boolean): BrowserWindowConstructorOptions {
  return {
    width: 1366,
    height: 768,
    minWidth: 1024,
    minHeight: 640,
    show: false,
    autoHideMenuBar: true,
    backgroundColor: '#14110f',
    title: 'Foyer',
    webPreferences: {
      preload: join(appPath, 'electron/preload.cjs'),
      sandbox: true,
      contextIsolation: true,
      nodeIntegration: false,
      webviewTag: false,
      spellcheck: false,
      devTools: developing,
    },
  };
}
