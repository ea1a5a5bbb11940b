import type { ticketWords as English } from '../en/tickets.ts';

export const ticketWords: typeof English = {
  locale: 'uk-UA',
  night: (day) => `ніч ${day}`,
  ticket: 'Квиток',
  day: 'День',
  time: 'Час',
  hall: 'Зал',
  row: 'Ряд',
  seat: 'Місце',
  type: 'Квиток',
  order: (number) => `Замовлення ${number}`,
  age: (limit) => `${limit}+`,
  fileTitle: (film) => `Квитки: ${film}`,
  atTheDoor: 'Покажіть цей код на вході.',
  ofAll: (one, all) => `${one} із ${all}`,
  calendarSummary: (film) => film,
  calendarPlace: (hall, cinema, address) => `${hall}, ${cinema}, ${address}`,
  calendarText: (order, seats, url) => `Замовлення ${order}\n${seats.join('\n')}\n\n${url}`,
  calendarSeat: (row, number, type) => `Ряд ${row}, місце ${number} (${type})`,
  groups: (code) => code.replaceAll(/(.{4})(?=.)/g, '$1 '),
};
