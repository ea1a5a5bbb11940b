import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { cpSync, mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { _electron, type BrowserContext, chromium, type ElectronApplication, type Page } from 'playwright';
import { placesIn } from '../../../kiosk/main/machine.ts';
import { electronFlags } from '../../../server/embedded/find-electron.ts';
import { root } from '../../../server/embedded/prepare.ts';
import { type FakePrinter, fakePrinter, readEscpos } from '../main/fake-printer.ts';
import { catchPrints, TillPage } from '../till-page.ts';

/**
 * A machine at the counter: the app with its files and a receipt printer, or a browser that keeps its profile. It can
 * be switched off without warning and on again.
 */
export interface CounterMachine {
  till: TillPage;
  /** The printer in the network; null in a browser, which prints by itself. */
  printer: FakePrinter | null;
  /** The text of every sheet since the machine was last switched on, in a browser; ever, at a printer. */
  printed(): Promise<string[]>;
  /** `kill -9`. */
  killed(): Promise<void>;
  on(): Promise<void>;
  /** Somebody starts the app once more while it runs: how that start ends. Null in a browser. */
  startedAgain(): Promise<number | null>;
  /** While it is off: keeps a copy of its journal, and puts one in the place of the journal that is there. */
  copyJournal(): string;
  restoreJournal(copy: string): void;
  /** While it is off: all that it kept is gone, but for its journal. */
  reinstall(): void;
  stop(): Promise<void>;
}

export interface Place {
  /** Where the till finds the server. */
  server: string;
  /** Null: a browser does. */
  electron: string | null;
  display: string | null;
  chromium: string;
}

export async function counterMachine({ server, electron, display, chromium: browser }: Place): Promise<CounterMachine> {
  const disk = mkdtempSync(join(tmpdir(), 'foyer-till-'));
  const copies = mkdtempSync(join(tmpdir(), 'foyer-till-copies-'));
  // A browser's journal lies among everything else that it keeps.
  const journal = electron ? placesIn(disk).journal : disk;
  const printer = electron ? await fakePrinter() : null;
  let app: ElectronApplication | BrowserContext;
  let page: Page;
  let sheets: (() => Promise<string[]>) | null = null;

  const env = { ...process.env, DISPLAY: display ?? '' } as Record<string, string>;
  const flags = [...electronFlags(), `--user-data-dir=${disk}`, `--server=${server}`, '--windowed'];
  const args = [join(root, '.build'), ...flags];

  async function inElectron(executablePath: string): Promise<void> {
    const started = await _electron.launch({ executablePath, args, env });
    app = started;
    page = await started.firstWindow();
  }

  async function inBrowser(): Promise<void> {
    const args = process.getuid?.() === 0 ? ['--no-sandbox'] : [];
    const started = await chromium.launchPersistentContext(disk, { executablePath: browser, args });
    app = started;
    page = started.pages()[0] ?? (await started.newPage());
    sheets = await catchPrints(page);
    await page.goto(`${server}/kiosk/`);
  }

  const machine: CounterMachine = {
    till: undefined as unknown as TillPage,
    printer,
    printed: async () => (printer ? printer.sheets.map((sheet) => readEscpos(sheet).text) : ((await sheets?.()) ?? [])),
    async killed() {
      if (!('process' in app)) return await app.close();
      const { process: child } = app;
      const gone = new Promise((resolve) => child.call(app).once('exit', resolve));
      child.call(app).kill('SIGKILL');
      await gone;
    },
    async on() {
      await (electron ? inElectron(electron) : inBrowser());
      page.setDefaultTimeout(30_000);
      machine.till = new TillPage(page);
      await page.locator('body :is(button, input)').first().waitFor();
      if (printer) await setPrinter(page, printer.port);
    },
    async startedAgain() {
      if (!electron) return null;
      const [code] = await once(spawn(electron, args, { env, stdio: 'ignore' }), 'exit');
      return Number(code);
    },
    copyJournal() {
      const copy = mkdtempSync(join(copies, 'journal-'));
      cpSync(journal, join(copy, 'kept'), { recursive: true });
      return copy;
    },
    restoreJournal(copy) {
      discard(journal);
      cpSync(join(copy, 'kept'), journal, { recursive: true });
    },
    reinstall() {
      const copy = machine.copyJournal();
      discard(disk);
      machine.restoreJournal(copy);
    },
    async stop() {
      await app.close().catch(() => {});
      await printer?.stop();
      for (const folder of [disk, copies]) discard(folder);
    },
  };
  await machine.on();
  return machine;
}

/** The app's helpers outlive it by a moment, and may still write into a folder that is being emptied. */
function discard(folder: string): void {
  rmSync(folder, { recursive: true, force: true, maxRetries: 50, retryDelay: 100 });
}

async function setPrinter(page: Page, port: number): Promise<void> {
  await page.evaluate(
    (address) =>
      (window as unknown as { till: { call(name: string, input: object): Promise<unknown> } }).till.call(
        'setPrinter',
        address,
      ),
    { kind: 'escpos', host: '127.0.0.1', port },
  );
}
