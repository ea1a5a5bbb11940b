import { join } from 'node:path';
import { machineWords } from '../../../server/contract/words/en/till-machine.ts';
import type { Ports } from '../../till/ports.ts';
import { escpos } from './escpos.ts';
import type { PaperWindow } from './paper-window.ts';
import type { sendToPrinter } from './send-to-printer.ts';
import { sheetHtml } from './sheet-html.ts';

/** What printing needs of Electron and of the disk. */
export interface PrintingHost {
  /** The page on paper of so many millimetres. */
  paper(html: string, width: number): Promise<PaperWindow>;
  printers(): Promise<{ name: string; usual: boolean }[]>;
  /** Where sheets are kept that no printer takes. */
  folder: string;
  writeFile(path: string, bytes: Uint8Array): Promise<void>;
  send: typeof sendToPrinter;
}

/** Three ways onto paper. Until somebody has chosen, sheets are kept as PDF: no printer is used that nobody meant. */
export function printerPort(host: PrintingHost): Ports['printer'] {
  const words = machineWords.printer;

  async function onPaper(html: string, width: number, use: (paper: PaperWindow) => Promise<void>): Promise<void> {
    const paper = await host.paper(html, width);
    try {
      await use(paper);
    } finally {
      paper.close();
    }
  }
  return {
    usual: { kind: 'pdf', paper: 80 },
    list: host.printers,
    async print(document, settings) {
      if (settings.kind === 'escpos') return host.send(settings, escpos(document, settings));
      const html = await sheetHtml(document, settings.paper);
      if (settings.kind === 'system') {
        const { name } = settings;
        const known = await host.printers();
        if (name === null ? known.length === 0 : !known.some((printer) => printer.name === name)) {
          throw new Error(words.none);
        }
        return onPaper(html, settings.paper, (paper) => paper.print(name));
      }
      return onPaper(html, settings.paper, async (paper) => {
        const bytes = await paper.pdf();
        const name = `${document.key.replaceAll(/[^\w-]+/g, '-')}.pdf`;
        await host.writeFile(join(host.folder, name), bytes).catch((cause) => {
          throw new Error(words.folder(host.folder), { cause });
        });
      });
    },
  };
}
