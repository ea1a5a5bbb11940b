import type { BrowserWindow, BrowserWindowConstructorOptions } from 'electron';
import { machineWords } from '../../../server/contract/words/en/till-machine.ts';

/** Millimetres. */
export interface PaperSize {
  width: number;
  height: number;
}

/** One page as long as what is on it, shown to nobody, ready for paper. */
export interface PaperWindow {
  print(deviceName: string | null): Promise<void>;
  pdf(): Promise<Uint8Array>;
  close(): void;
}

export type OpenWindow = (options: BrowserWindowConstructorOptions) => BrowserWindow;

/** A CSS pixel is 1/96 of an inch. */
const mmOf = (pixels: number) => (pixels * 25.4) / 96;
/** How long a print job may take to reach the system's spooler. */
const spoolMs = 30_000;

/** Lays the page out on paper of this width (millimetres), in a window that can do nothing but show it. */
export async function openPaper(open: OpenWindow, html: string, width: number): Promise<PaperWindow> {
  const window = open({
    show: false,
    width: 600,
    height: 800,
    webPreferences: { sandbox: true, contextIsolation: true, nodeIntegration: false, spellcheck: false },
  });
  const contents = window.webContents;
  try {
    await window.loadURL(`data:text/html;charset=utf-8;base64,${Buffer.from(html).toString('base64')}`);
    const pixels: unknown = await contents.executeJavaScript('document.body.offsetHeight');
    const size = { width, height: Math.ceil(mmOf(Number(pixels))) };
    return {
      print: (deviceName) => print(contents, size, deviceName),
      pdf: () =>
        contents.printToPDF({
          printBackground: true,
          margins: { top: 0, bottom: 0, left: 0, right: 0 },
          // Inches, of which `print` wants none.
          pageSize: { width: size.width / 25.4, height: size.height / 25.4 },
        }),
      close: () => window.destroy(),
    };
  } catch (error) {
    window.destroy();
    throw error;
  }
}

function print(contents: BrowserWindow['webContents'], size: PaperSize, deviceName: string | null): Promise<void> {
  const words = machineWords.printer;
  return new Promise((resolve, reject) => {
    const timer = setTimeout(() => reject(new Error(words.slow)), spoolMs);
    contents.print(
      {
        silent: true,
        printBackground: true,
        margins: { marginType: 'none' },
        // Micrometres. Without it the sheet would be laid out for A4.
        pageSize: { width: size.width * 1_000, height: size.height * 1_000 },
        ...(deviceName === null ? {} : { deviceName }),
      },
      (printed, reason) => {
        clearTimeout(timer);
        if (printed) resolve();
        else reject(new Error(words.refused, { cause: reason }));
      },
    );
  });
}
