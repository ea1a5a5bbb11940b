import { createRequire } from 'node:module';
import PDFDocument from 'pdfkit';
import QRCode from 'qrcode';
import { clockTime, showDate } from '../../contract/venue-time.ts';
import { atStart } from '../../contract/words/at-start.ts';
import { type Words, wordsFor } from '../../contract/words/words.ts';
import type { Cinema } from '../cinema.ts';
import type { OrderTicket, OrderView } from '../orders/find-order.ts';

const fontFile = (name: string) =>
  createRequire(import.meta.url).resolve(`@expo-google-fonts/golos-text/${name}/GolosText_${name}.ttf`);
const fonts = { text: '400Regular', strong: '700Bold', heavy: '900Black' } as const;

/** A4 in points, three tickets to a sheet. */
const page = { width: 595.28, height: 841.89, margin: 36 };
const slot = page.height / 3;
const stub = 176;

type Doc = InstanceType<typeof PDFDocument>;

/** The order's tickets that let somebody in, black on white, a QR code each. Throws if there is none. */
export async function ticketsPdf(order: OrderView, cinema: Cinema): Promise<Buffer> {
  const tickets = order.tickets.filter((ticket) => ticket.code !== null);
  if (tickets.length === 0) throw new Error(`order ${order.id} has no tickets to print`);
  const words = wordsFor(order.language).ticket;
  const title = words.fileTitle(order.screening.film);
  const doc = new PDFDocument({
    size: 'A4',
    margin: 0,
    lang: order.language,
    info: { Title: title, Author: cinema.name, CreationDate: order.paidAt ?? order.createdAt },
  });
  const done = collect(doc);
  for (const [face, name] of Object.entries(fonts)) doc.registerFont(face, fontFile(name));
  for (const [i, ticket] of tickets.entries()) {
    if (i > 0 && i % 3 === 0) doc.addPage();
    const top = (i % 3) * slot;
    drawBody(doc, words, order, cinema, ticket, top, words.ofAll(i + 1, tickets.length));
    drawStub(doc, words, ticket.code ?? '', order.number, top);
    if (i % 3 < 2) cutLine(doc, 0, top + slot, page.width, top + slot);
  }
  doc.end();
  return done;
}

function collect(doc: Doc): Promise<Buffer> {
  const { promise, resolve, reject } = Promise.withResolvers<Buffer>();
  const parts: Buffer[] = [];
  doc.on('data', (part: Buffer) => parts.push(part));
  doc.on('end', () => resolve(Buffer.concat(parts)));
  doc.on('error', reject);
  return promise;
}

function drawBody(
  doc: Doc,
  words: Words['ticket'],
  order: OrderView,
  cinema: Cinema,
  ticket: OrderTicket,
  top: number,
  count: string,
): void {
  const { screening } = order;
  const left = page.margin;
  const width = page.width - stub - 2 * page.margin - 14;
  const zone = cinema.timeZone;
  const small = (text: string, x: number, y: number, options = {}) =>
    doc
      .font('text')
      .fontSize(8.5)
      .fillColor('#444')
      .text(text, x, y, { lineBreak: false, ...options });

  small(cinema.name, left, top + 30);
  small(count, left, top + 30, { width, align: 'right' });
  doc.fillColor('#000');
  const size = fitted(doc, 'heavy', screening.film, { width, height: 58, lineGap: -3 }, 30);
  doc
    .font('heavy')
    .fontSize(size)
    .text(screening.film, left, top + 46, { width, height: 62, lineGap: -3 });
  const facts = [ticket.ticketType.name, ticket.category.name, screening.format];
  if (screening.ageLimit > 0) facts.push(words.age(screening.ageLimit));
  doc
    .font('text')
    .fontSize(10)
    .text(facts.join('  ·  '), left, top + 114, { width, lineBreak: false });

  const fact = (label: string, value: string, x: number, y: number, height: number, box: number, big = height) => {
    small(label, x, y);
    doc
      .fillColor('#000')
      .font('strong')
      .fontSize(shrunk(doc, value, box, height))
      .text(value, x, y + 12 + (big - height) * 0.75, { lineBreak: false });
  };
  fact(words.day, atStart(showDate(screening, zone, words.locale, words), words.locale), left, top + 138, 15, 210);
  fact(words.time, clockTime(screening.startsAt, zone, words.locale), left + 220, top + 138, 15, 60);
  small(words.hall, left, top + 184);
  drawHall(doc, screening.hall, left, top + 196);
  fact(words.row, ticket.seat.row, left + 150, top + 184, 34, 60);
  fact(words.seat, ticket.seat.number, left + 220, top + 184, 34, 100);
  small(`${words.order(order.number)}  ·  ${cinema.address}`, left, top + slot - 30);
}

/** On one line, level with row and seat, if it can be read there; else on as many as it needs. */
function drawHall(doc: Doc, name: string, x: number, y: number): void {
  const box = { width: 140, height: 46 };
  const size = fitted(doc, 'strong', name, box, 20);
  doc.fillColor('#000').font('strong').fontSize(size);
  const alone = doc.heightOfString(name, { width: box.width }) < 2 * size;
  doc.text(name, x, alone ? y + (34 - size) * 0.75 : y, { ...box, ellipsis: true });
}

function drawStub(doc: Doc, words: Words['ticket'], code: string, order: string, top: number): void {
  const x = page.width - page.margin - stub + 14;
  const size = stub - 14;
  cutLine(doc, x - 14, top + 26, x - 14, top + slot - 22);
  drawQr(doc, code, x, top + 34, size);
  doc.fillColor('#000').font('strong').fontSize(9.5);
  doc.text(words.groups(code).slice(0, 14), x, top + 44 + size, { width: size, align: 'center', lineBreak: false });
  doc.text(words.groups(code).slice(15), x, top + 57 + size, { width: size, align: 'center', lineBreak: false });
  doc.font('text').fontSize(8).fillColor('#444');
  doc.text(words.atTheDoor, x, top + slot - 30, { width: size, align: 'center', lineBreak: false });
  doc.fillColor('#000').text(order, x, top + slot - 41, { width: size, align: 'center', lineBreak: false });
}

/** Modules as rectangles: sharp at any size, readable from any printer. */
function drawQr(doc: Doc, text: string, x: number, y: number, size: number): void {
  const { modules } = QRCode.create(text, { errorCorrectionLevel: 'M' });
  const step = size / modules.size;
  doc.fillColor('#000');
  for (let row = 0; row < modules.size; row += 1) {
    for (let column = 0; column < modules.size; column += 1) {
      if (modules.get(row, column)) doc.rect(x + column * step, y + row * step, step + 0.05, step + 0.05);
    }
  }
  doc.fill();
}

function cutLine(doc: Doc, x1: number, y1: number, x2: number, y2: number): void {
  doc.moveTo(x1, y1).lineTo(x2, y2).dash(3, { space: 3 }).lineWidth(0.6).strokeColor('#888').stroke().undash();
}

/** The largest size, from 11 points up to `most`, at which a text stands in its box without a word taken apart. */
function fitted(
  doc: Doc,
  face: keyof typeof fonts,
  text: string,
  { width, height, lineGap = 0 }: { width: number; height: number; lineGap?: number },
  most: number,
): number {
  for (let size = most; size > 11; size -= 1) {
    const high = doc.font(face).fontSize(size).heightOfString(text, { width, lineGap });
    if (high <= height && text.split(/\s+/).every((word) => doc.widthOfString(word) <= width)) return size;
  }
  return 11;
}

function shrunk(doc: Doc, text: string, width: number, size: number): number {
  const wide = doc.font('strong').fontSize(size).widthOfString(text);
  return wide <= width ? size : (size * width) / wide;
}
