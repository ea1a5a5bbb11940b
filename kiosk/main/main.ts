import { mkdir, writeFile } from 'node:fs/promises';
import { dirname, join } from 'node:path';
import { app, BrowserWindow, dialog, ipcMain, Menu, powerSaveBlocker, protocol, safeStorage, session } from 'electron';
import { machineWords } from '../../server/contract/words/en/till-machine.ts';
import { makeTill, type RunningTill } from '../till/make-till.ts';
import type { Ports } from '../till/ports.ts';
import { readArguments } from './arguments.ts';
import { machineClock } from './clock.ts';
import { tidyCache } from './disk/cache-folder.ts';
import { answerWindow } from './ipc.ts';
import { machinePorts, placesIn } from './machine.ts';
import { openPaper } from './printing/paper-window.ts';
import { printerPort } from './printing/printer-port.ts';
import { sendToPrinter } from './printing/send-to-printer.ts';
import { startAnewAfter } from './start-anew.ts';
import { installableUpdates } from './updater.ts';
import { keepUpdated, type Updates } from './updates.ts';
import { lockDown } from './window/lock-down.ts';
import { recovery } from './window/recover.ts';
import { origin, scheme, serveRenderer } from './window/serve-renderer.ts';
import { tillWindow } from './window/till-window.ts';

// The app at the counter, from top to bottom. Only here are Electron's own things touched; all else is given them.

startAnewAfter(process, app, machineClock);
protocol.registerSchemesAsPrivileged([
  { scheme, privileges: { standard: true, secure: true, supportFetchAPI: true, codeCache: true } },
]);

const told = readArguments(process.argv);
const data = app.getPath('userData');
const places = placesIn(data);
let window: BrowserWindow | null = null;
let updates: Updates | null = null;

// One of it runs on a machine: two would write into one journal.
if (app.requestSingleInstanceLock()) app.whenReady().then(open).catch(cannotOpen);
else app.quit();

async function open(): Promise<void> {
  Menu.setApplicationMenu(null);
  lockDown(app, session.defaultSession);
  powerSaveBlocker.start('prevent-display-sleep');
  await tidyCache(places.cache, Date.now());

  const ports: Ports = machinePorts(data, {
    safe: safeStorage,
    printer: printer(),
    shell: shell((fills) => void ports.cache.set('fullscreen', fills)),
  });
  const till = await makeTill(ports);
  protocol.handle(
    scheme,
    serveRenderer({
      folder: join(app.getAppPath(), 'kiosk'),
      server: async () => (await till.state()).app.server,
      fetch,
    }),
  );
  answerWindow(ipcMain, till, () => window?.webContents ?? null);
  const updater = installableUpdates(app);
  updates = updater && keepUpdated(updater, ports.clock, till.state);
  window = await show(ports);
  app.on('second-instance', () => window?.focus());
  app.on('window-all-closed', () => app.quit());
  app.on('will-quit', () => close(till));
}

function close(till: RunningTill): void {
  updates?.stop();
  till.stop();
}

async function show({ cache, clock }: Ports): Promise<BrowserWindow> {
  const made = new BrowserWindow(tillWindow(app.getAppPath(), !app.isPackaged));
  const load = () => made.loadURL(`${origin}/index.html`);
  const recover = recovery(clock, { reload: () => void load(), giveUp: askWhatNow });
  made.webContents.on('render-process-gone', (_event, { reason }) => recover(reason));
  made.once('ready-to-show', () => made.show());
  // Installed at a counter it fills the screen; for those who try it, it is a window.
  const fills = (await cache.get('fullscreen')) ?? app.isPackaged;
  if (fills === true && !told.windowed) made.setKiosk(true);
  await load();
  return made;
}

function shell(keepFilling: (fills: boolean) => void): Ports['shell'] {
  return {
    face: 'electron',
    version: app.getVersion(),
    server: told.server,
    fullscreen: () => window?.isKiosk() ?? false,
    setFullscreen(on) {
      window?.setKiosk(on);
      keepFilling(on);
    },
    updateWaiting: () => updates?.waiting() ?? false,
    installUpdate: () => updates?.wish(),
    quit: () => app.quit(),
  };
}

function printer(): Ports['printer'] {
  return printerPort({
    folder: places.sheets,
    send: sendToPrinter,
    paper: (html, width) => openPaper((options) => new BrowserWindow(options), html, width),
    async printers() {
      const all = (await window?.webContents.getPrintersAsync()) ?? [];
      return all.map(({ name }) => ({ name, usual: all.length === 1 }));
    },
    async writeFile(path, bytes) {
      await mkdir(dirname(path), { recursive: true });
      await writeFile(path, bytes);
    },
  });
}

/** The page fails again and again: loading it is no cure. */
function askWhatNow(): void {
  const { failing, again, close } = machineWords.window;
  const chosen = dialog.showMessageBoxSync({ type: 'error', message: failing, buttons: [again, close] });
  if (chosen === 0) app.relaunch();
  app.exit(chosen === 0 ? 0 : 1);
}

function cannotOpen(error: unknown): void {
  dialog.showErrorBox('Foyer', machineWords.window.cannotOpen(error instanceof Error ? error.message : String(error)));
  app.exit(1);
}
