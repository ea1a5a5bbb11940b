/** What stands on a ticket, on a screen, on paper and in a calendar. */
export const ticketWords = {
  /** BCP 47, for dates and amounts: day before month. */
  locale: 'en-GB',
  night: (day: string) => `${day} night`,
  ticket: 'Ticket',
  day: 'Day',
  time: 'Time',
  hall: 'Hall',
  row: 'Row',
  seat: 'Seat',
  type: 'Ticket',
  order: (number: string) => `Order ${number}`,
  age: (limit: number) => `${limit}+`,
  fileTitle: (film: string) => `Tickets for ${film}`,
  atTheDoor: 'Show this code at the door.',
  ofAll: (one: number, all: number) => `${one} of ${all}`,
  calendarSummary: (film: string) => film,
  calendarPlace: (hall: string, cinema: string, address: string) => `${hall}, ${cinema}, ${address}`,
  calendarText: (order: string, seats: string[], url: string) => `Order ${order}\n${seats.join('\n')}\n\n${url}`,
  calendarSeat: (row: string, number: string, type: string) => `Row ${row}, seat ${number} (${type})`,
  /** A code as people read it: in groups of four. */
  groups: (code: string): string => code.replaceAll(/(.{4})(?=.)/g, '$1 '),
};
