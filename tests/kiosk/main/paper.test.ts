import type { BrowserWindow, BrowserWindowConstructorOptions } from 'electron';
import { afterEach, beforeEach, expect, test, vi } from 'vitest';
import { openPaper } from '../../../kiosk/main/printing/paper-window.ts';

interface Asked {
  options?: BrowserWindowConstructorOptions;
  loaded?: string;
  printed?: Record<string, unknown>;
  pdf?: Record<string, unknown>;
  destroyed: number;
}
let asked: Asked;
beforeEach(() => {
  asked = { destroyed: 0 };
});
afterEach(() => vi.useRealTimers());

/** A window whose page is 378 CSS pixels long: 100 mm and a bit. */
function aWindow(printer: 'works' | 'refuses' | 'is silent', page: unknown = 378) {
  return (options: BrowserWindowConstructorOptions) => {
    asked.options = options;
    return {
      loadURL: async (url: string) => {
        asked.loaded = url;
        if (page instanceof Error) throw page;
      },
      destroy: () => {
        asked.destroyed += 1;
      },
      webContents: {
        executeJavaScript: async () => page,
        print(settings: Record<string, unknown>, done: (printed: boolean, why: string) => void) {
          asked.printed = settings;
          if (printer !== 'is silent') done(printer === 'works', 'cancelled');
        },
        printToPDF: async (settings: Record<string, unknown>) => {
          asked.pdf = settings;
          return Uint8Array.of(37);
        },
      },
    } as unknown as BrowserWindow;
  };
}

test('A sheet is printed on paper of its own size, not of A4, by the printer that was named', async () => {
  const paper = await openPaper(aWindow('works'), '<p>Ґанок</p>', 80);
  await paper.print('Receipts');
  expect(asked.printed).toMatchObject({
    silent: true,
    deviceName: 'Receipts',
    margins: { marginType: 'none' },
    pageSize: { width: 80_000, height: 101_000 },
  });
  expect(Buffer.from(asked.loaded?.split(',')[1] ?? '', 'base64').toString()).toBe('<p>Ґанок</p>');
  await paper.print(null);
  expect(asked.printed).not.toHaveProperty('deviceName');
});

test('As a PDF it has the same size, in inches', async () => {
  const paper = await openPaper(aWindow('works'), '', 58);
  expect(await paper.pdf()).toEqual(Uint8Array.of(37));
  const { width, height } = (asked.pdf?.pageSize ?? {}) as { width: number; height: number };
  expect([width * 25.4, height * 25.4].map(Math.round)).toEqual([58, 101]);
  paper.close();
  expect(asked.destroyed).toBe(1);
});

test('Its window is seen by nobody and can do nothing', async () => {
  await openPaper(aWindow('works'), '', 80);
  expect(asked.options).toMatchObject({
    show: false,
    webPreferences: { sandbox: true, contextIsolation: true, nodeIntegration: false },
  });
});

test('A printer that refuses, or says nothing for half a minute, is told of in words', async () => {
  await expect((await openPaper(aWindow('refuses'), '', 80)).print(null)).rejects.toThrow(/did not take the sheet/);
  vi.useFakeTimers();
  const silent = (await openPaper(aWindow('is silent'), '', 80)).print(null);
  const told = expect(silent).rejects.toThrow(/did not answer/);
  await vi.advanceTimersByTimeAsync(30_000);
  await told;
});

test('A page that does not load leaves no window behind', async () => {
  await expect(openPaper(aWindow('works', new Error('no page')), '', 80)).rejects.toThrow('no page');
  expect(asked.destroyed).toBe(1);
});
