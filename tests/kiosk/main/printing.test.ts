import { afterEach, beforeEach, expect, test } from 'vitest';
import { escpos } from '../../../kiosk/main/printing/escpos.ts';
import { printerPort } from '../../../kiosk/main/printing/printer-port.ts';
import { sendToPrinter } from '../../../kiosk/main/printing/send-to-printer.ts';
import { sheetHtml } from '../../../kiosk/main/printing/sheet-html.ts';
import type { PrintDocument } from '../../../server/contract/till/prints.ts';
import { type FakePrinter, fakePrinter, readEscpos } from './fake-printer.ts';

const sheet: PrintDocument = {
  key: 'ticket:41:0',
  what: 'ticket',
  copy: 0,
  lines: [
    { kind: 'title', text: 'Тіні забутих предків' },
    { kind: 'text', text: 'Ґанок, їжак, Єва · café – 5 €', align: 'center' },
    { kind: 'rule' },
    { kind: 'large', text: 'Row A, seat 1' },
    { kind: 'pair', label: 'Дорослий', value: '₴190', strong: true },
    { kind: 'qr', data: 'FOYER.41.abc' },
  ],
  cut: true,
  drawer: true,
};
/** However slow the machine is, a printer that answers has its time. */
const patience = { connect: 30_000, answer: 30_000, print: 30_000, close: 30_000 };

let printer: FakePrinter;
beforeEach(async () => {
  printer = await fakePrinter();
});
afterEach(() => printer.stop());
const send = (short: Partial<typeof patience> = {}) =>
  sendToPrinter({ host: '127.0.0.1', port: printer.port }, escpos(sheet, { paper: 80, drawer: true }), {
    ...patience,
    ...short,
  });

test.each([58, 80] as const)('On %i mm every letter of two alphabets comes out as it was written', (paper) => {
  const { text } = readEscpos(escpos(sheet, { paper, drawer: true }));
  const lines = text.split(/[\r\n]+/).map((line) => line.trim());
  expect(lines).toContain('Тіні забутих предків');
  expect(text).toContain('Ґанок, їжак, Єва · café – 5 €');
  expect(text).toContain('─'.repeat(paper === 58 ? 32 : 48));
  expect(lines.find((line) => line.startsWith('Дорослий'))).toMatch(/^Дорослий +UAH 190$/);
});

test('A ticket carries its code, is cut once, and the drawer opens only where there is one', () => {
  expect(readEscpos(escpos(sheet, { paper: 80, drawer: true }))).toMatchObject({
    qr: ['FOYER.41.abc'],
    cuts: 1,
    drawers: 1,
  });
  expect(readEscpos(escpos(sheet, { paper: 80, drawer: false })).drawers).toBe(0);
  expect(readEscpos(escpos({ ...sheet, cut: false, drawer: false }, { paper: 80, drawer: true }))).toMatchObject({
    cuts: 0,
    drawers: 0,
  });
});

test.each([0x12, null])('A printer that answers %s receives the sheet, whole and once', async (status) => {
  printer.status = status;
  await send(status === null ? { answer: 300 } : {});
  await expect.poll(() => printer.sheets.length).toBe(1);
  expect(printer.sheets[0]).toEqual(Buffer.from(escpos(sheet, { paper: 80, drawer: true })));
});

test.each([
  [0x12 | 0x20, /no paper/],
  [0x12 | 0x04, /cover is open/],
  [0x12 | 0x40, /reports an error/],
])('A printer that cannot print (%i) is sent nothing, and says why', async (status, words) => {
  printer.status = status;
  await expect(send()).rejects.toThrow(words);
  expect(printer.sheets).toEqual([]);
});

test('A dead printer is told of in words', async () => {
  await printer.stop();
  await expect(send()).rejects.toThrow(/Nothing answers/);
  printer = await fakePrinter();
});

test('A sheet of which half was taken is looked for by a person', async () => {
  printer.jams = true;
  await expect(send({ print: 700 })).rejects.toThrow(/in the middle of the sheet/);
  printer.jams = false;
  printer.breaks = true;
  await expect(send()).rejects.toThrow(/in the middle of the sheet/);
});

test('As a page the sheet has its code built in, and what is in it stays text', async () => {
  const html = await sheetHtml(
    { ...sheet, lines: [...sheet.lines, { kind: 'title', text: '<script>x</script>' }] },
    58,
  );
  expect(html).toContain('<svg');
  expect(html).toContain('width: 58mm');
  expect(html).not.toContain('<script>');
});

function paperHost() {
  const done: string[] = [];
  const port = printerPort({
    folder: '/sheets',
    send: async ({ host }) => void done.push(`sent to ${host}`),
    paper: async (_html, width) => ({
      print: async (name) => void done.push(`printed on ${name} at ${width} mm`),
      pdf: async () => Uint8Array.of(1),
      close: () => done.push('closed'),
    }),
    printers: async () => [{ name: 'Laser', usual: true }],
    writeFile: async (path) => void done.push(`wrote ${path}`),
  });
  return { done, port };
}

test('A sheet goes the way that was set: receipt printer, system printer at the width of its paper, or a PDF', async () => {
  const { done, port } = paperHost();
  await port.print(sheet, { kind: 'escpos', host: 'p', port: 9100, paper: 80, drawer: true });
  await port.print(sheet, { kind: 'system', name: 'Laser', paper: 58 });
  await port.print(sheet, { kind: 'pdf', paper: 80 });
  expect(done).toEqual(['sent to p', 'printed on Laser at 58 mm', 'closed', 'wrote /sheets/ticket-41-0.pdf', 'closed']);
});

test('A printer that the computer does not have prints nothing', async () => {
  const { done, port } = paperHost();
  await expect(port.print(sheet, { kind: 'system', name: 'Gone', paper: 80 })).rejects.toThrow(
    /no printer of that name/,
  );
  expect(done).toEqual([]);
});
