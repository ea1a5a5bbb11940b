import ical, { ICalCalendarMethod } from 'ical-generator';
import { venueTime } from '../../contract/venue-time.ts';
import { wordsFor } from '../../contract/words/words.ts';
import type { Cinema } from '../cinema.ts';
import type { OrderView } from '../orders/find-order.ts';

/** The show as a calendar file, in the venue's zone. `orderUrl` is the page that shows the tickets. Source: RFC 5545. */
export function ticketsCalendar(order: OrderView, cinema: Cinema, orderUrl: string): string {
  const { screening } = order;
  const words = wordsFor(order.language).ticket;
  const start = venueTime(screening.startsAt, cinema.timeZone);
  const seats = order.tickets
    .filter((ticket) => ticket.code !== null)
    .map((ticket) => words.calendarSeat(ticket.seat.row, ticket.seat.number, ticket.ticketType.name));
  const moved = screening.movedAt
    ? 1 + Math.floor((screening.movedAt.getTime() - order.createdAt.getTime()) / 1000)
    : 0;
  const changedAt = screening.movedAt ?? order.paidAt ?? order.createdAt;
  const calendar = ical({
    method: ICalCalendarMethod.PUBLISH,
    prodId: { company: cinema.name, product: 'Foyer', language: order.language.toUpperCase() },
    timezone: { name: cinema.timeZone, generator: () => zoneAround(start) },
  });
  calendar.createEvent({
    id: `order-${order.id}@${new URL(orderUrl).hostname}`,
    // The same entry under a higher number: a calendar that has it takes the newer one.
    sequence: order.seatMoves + moved,
    start,
    end: venueTime(screening.endsAt, cinema.timeZone),
    timezone: cinema.timeZone,
    summary: words.calendarSummary(screening.film),
    location: words.calendarPlace(screening.hall, cinema.name, cinema.address),
    description: words.calendarText(order.number, seats, orderUrl),
    url: orderUrl,
  });
  // The library writes the stamp in the calendar's zone; RFC 5545 wants it in UTC.
  const stamp = changedAt.toISOString().replaceAll(/[-:]|\.\d+/g, '');
  return calendar.toString().replace(/^DTSTAMP:.*$/m, `DTSTAMP:${stamp}`);
}

/** A VTIMEZONE that holds around one moment: the offset it lies in, and the one that follows. */
function zoneAround(at: Temporal.ZonedDateTime): string {
  const since = at.add({ nanoseconds: 1 }).getTimeZoneTransition('previous');
  const until = at.getTimeZoneTransition('next');
  const observances = [since ?? at.with({ month: 1, day: 1 }).startOfDay(), until].filter((edge) => edge !== null);
  return [
    'BEGIN:VTIMEZONE',
    `TZID:${at.timeZoneId}`,
    ...observances.flatMap((edge) => observance(edge, edge.subtract({ nanoseconds: 1 }))),
    'END:VTIMEZONE',
  ].join('\r\n');
}

function observance(edge: Temporal.ZonedDateTime, before: Temporal.ZonedDateTime): string[] {
  const kind = edge.offsetNanoseconds > before.offsetNanoseconds ? 'DAYLIGHT' : 'STANDARD';
  // The start is written in the wall-clock time that held until then.
  const wall = edge.toInstant().toZonedDateTimeISO(before.offset).toPlainDateTime();
  return [
    `BEGIN:${kind}`,
    `DTSTART:${wall.toString({ smallestUnit: 'second' }).replaceAll(/[-:]/g, '')}`,
    `TZOFFSETFROM:${before.offset.replace(':', '')}`,
    `TZOFFSETTO:${edge.offset.replace(':', '')}`,
    `END:${kind}`,
  ];
}
