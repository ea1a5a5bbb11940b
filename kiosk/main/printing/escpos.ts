import ReceiptPrinterEncoder from '@point-of-sale/receipt-printer-encoder';
import type { PrintDocument, PrintLine } from '../../../server/contract/till/prints.ts';
import type { PrinterSettings } from '../../ipc-state.ts';
import { plainText } from './plain-text.ts';

type EscposSettings = Pick<Extract<PrinterSettings, { kind: 'escpos' }>, 'paper' | 'drawer'>;

/** Characters of font A beside one another on a roll of so many millimetres. */
const columns = { 58: 32, 80: 48 } as const;
/** Dots of a QR code's module: as large as a code of ticket length can be on that roll. */
const moduleDots = { 58: 6, 80: 7 } as const;

/**
 * The sheet in ESC/POS, ready to send. The code page is switched as the text asks for it, by Epson's numbers: Western
 * letters first, then Cyrillic with all of Ukrainian in Windows-1251.
 */
export function escpos(document: PrintDocument, { paper, drawer }: EscposSettings): Uint8Array {
  const printer = new ReceiptPrinterEncoder({
    language: 'esc-pos',
    columns: columns[paper],
    codepageMapping: 'epson',
    codepageCandidates: ['cp437', 'windows1252', 'windows1251'],
    feedBeforeCut: document.cut ? 4 : 0,
  });
  printer.initialize().codepage('auto');
  // The drawer first: the change is counted while the paper runs.
  if (document.drawer && drawer) printer.pulse();
  for (const line of document.lines) put(printer, line, paper);
  if (document.cut) printer.cut('partial');
  else printer.newline(2);
  return printer.encode();
}

function put(printer: ReceiptPrinterEncoder, line: PrintLine, paper: 58 | 80): void {
  const whole = columns[paper];
  switch (line.kind) {
    case 'title':
      printer.align('center').bold(true).height(2).line(plainText(line.text)).height(1).bold(false).align('left');
      return;
    case 'large':
      printer.align('center').bold(true).size(2, 2).line(plainText(line.text)).size(1, 1).bold(false).align('left');
      return;
    case 'text':
      printer.align(line.align).line(plainText(line.text)).align('left');
      return;
    case 'pair': {
      const value = plainText(line.value);
      const right = Math.min(value.length, Math.floor(whole * 0.6));
      printer.bold(line.strong);
      printer.table(
        [
          { width: whole - right - 1, align: 'left', marginRight: 1 },
          { width: right, align: 'right' },
        ],
        [[plainText(line.label), value]],
      );
      printer.bold(false);
      return;
    }
    case 'rule':
      printer.rule();
      return;
    case 'qr':
      printer.align('center').qrcode(line.data, { model: 2, size: moduleDots[paper], errorlevel: 'm' }).align('left');
  }
}
