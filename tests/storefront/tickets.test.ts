import PDFDocument from 'pdfkit';
import { expect, onTestFinished, test, vi } from 'vitest';
import type { Cinema } from '../../server/domain/cinema.ts';
import type { OrderView } from '../../server/domain/orders/find-order.ts';
import { ticketsCalendar } from '../../server/domain/tickets/ticket-calendar.ts';
import { ticketsPdf } from '../../server/domain/tickets/ticket-pdf.ts';

const cinema = { name: 'Foyer', address: '12 Yaroslaviv Val, Kyiv', timeZone: 'Europe/Kyiv' } as Cinema;

/** A paid order of `seats` seats for a film that lasts two hours. */
function anOrder(startsAt: string, seats = 1): OrderView {
  const start = new Date(startsAt);
  return {
    id: 7,
    number: 'ABCD2345',
    language: 'en',
    seatMoves: 0,
    createdAt: start,
    paidAt: new Date('2026-03-01T10:00:00Z'),
    screening: {
      film: 'Тіні забутих предків',
      hall: 'Lantern',
      startsAt: start,
      endsAt: new Date(start.getTime() + 7_200_000),
      businessDate: startsAt.slice(0, 10),
      format: '2D',
      ageLimit: 12,
    },
    tickets: Array.from({ length: seats }, (_, i) => ({
      id: i,
      seat: { id: i, row: 'F', number: String(i + 1) },
      ticketType: { id: 1, name: 'Adult' },
      category: { id: 1, name: 'Standard' },
      status: 'valid',
      code: '00011BR0KTWB1RCF50SVTYAS',
    })),
  } as OrderView;
}

const lines = (order: OrderView) => ticketsCalendar(order, cinema, 'https://foyer.test/orders/7?token=x').split('\r\n');

test('the calendar shows the wall clock of the venue, and the zone with it', () => {
  const file = lines(anOrder('2026-11-27T17:30:00Z'));
  expect(file).toContain('DTSTART;TZID=Europe/Kyiv:20261127T193000');
  expect(file).toContain('DTEND;TZID=Europe/Kyiv:20261127T213000');
  expect(file).toContain('DTSTAMP:20260301T100000Z');
  expect(file).toContain('TZID:Europe/Kyiv');
});

test('a show in the night when the clocks spring forward ends by the new clock', () => {
  const file = lines(anOrder('2026-03-28T23:30:00Z'));
  expect(file).toContain('DTSTART;TZID=Europe/Kyiv:20260329T013000');
  expect(file).toContain('DTEND;TZID=Europe/Kyiv:20260329T043000');
  const summer = file.slice(file.indexOf('BEGIN:DAYLIGHT'), file.indexOf('END:DAYLIGHT'));
  expect(summer).toEqual(['BEGIN:DAYLIGHT', 'DTSTART:20260329T030000', 'TZOFFSETFROM:+0200', 'TZOFFSETTO:+0300']);
});

test('a showing that is moved, and moved again, stays one entry of the calendar, each time under a higher number', () => {
  const entry = (movedAt: Date | null) => {
    const order = anOrder('2026-11-27T17:30:00Z');
    const file = lines({ ...order, screening: { ...order.screening, movedAt } });
    const value = (name: string) => file.find((line) => line.startsWith(`${name}:`))?.slice(name.length + 1);
    return { uid: value('UID'), number: Number(value('SEQUENCE') ?? 0) };
  };
  const created = anOrder('2026-11-27T17:30:00Z').createdAt.getTime();
  const entries = [null, new Date(created + 500), new Date(created + 1500)].map(entry);
  expect(new Set(entries.map(({ uid }) => uid)).size).toBe(1);
  expect(entries.map(({ number }) => number)).toEqual([0, 1, 2]);
});

test('seats that were moved raise the number of the calendar entry too, and a showing moved after that once more', () => {
  const created = anOrder('2026-11-27T17:30:00Z').createdAt.getTime();
  const numberAfter = (seatMoves: number, movedAt: Date | null) => {
    const order = anOrder('2026-11-27T17:30:00Z');
    const file = lines({ ...order, seatMoves, screening: { ...order.screening, movedAt } });
    return Number(file.find((line) => line.startsWith('SEQUENCE:'))?.slice(9) ?? 0);
  };
  const numbers = [
    numberAfter(0, null),
    numberAfter(1, null),
    numberAfter(2, null),
    numberAfter(2, new Date(created + 60_000)),
    numberAfter(3, new Date(created + 60_000)),
  ];
  expect(numbers).toEqual([0, 1, 2, 63, 64]);
});

test('three tickets stand on a sheet, the fourth on the next', async () => {
  const pages = async (seats: number) => {
    const pdf = await ticketsPdf(anOrder('2026-11-27T17:30:00Z', seats), cinema);
    return pdf.toString('latin1').match(/\/Type \/Page\b/g)?.length;
  };
  expect([await pages(1), await pages(3), await pages(4)]).toEqual([1, 1, 2]);
});

test('whatever the names of film and hall, nothing on a ticket is too small to be read', async () => {
  const order = anOrder('2026-11-27T17:30:00Z');
  const film = 'Borat: Cultural Learnings of America for Make Benefit Glorious Nation of Kazakhstan';
  const hall = 'The Great Auditorium of the Brothers Lumière';
  const sizes = vi.spyOn(PDFDocument.prototype, 'fontSize');
  onTestFinished(() => sizes.mockRestore());
  await ticketsPdf({ ...order, screening: { ...order.screening, film, hall } }, cinema);
  const written = sizes.mock.calls.map(([size]) => Number(size));
  expect(written).toContain(34);
  expect(Math.min(...written)).toBeGreaterThanOrEqual(8);
});

test('an order with nothing to let in has nothing to print', async () => {
  const order = anOrder('2026-11-27T17:30:00Z');
  const [ticket] = order.tickets;
  if (ticket) ticket.code = null;
  await expect(ticketsPdf(order, cinema)).rejects.toThrow('no tickets to print');
});
