import { z } from 'zod';
import { doorAnswer, doorScan } from '../../door.ts';
import { operation } from '../operation.ts';

const doorScreening = z.object({
  id: z.int(),
  film: z.string(),
  hall: z.string(),
  startsAt: z.string(),
  endsAt: z.string(),
  format: z.string(),
  cancelled: z.boolean(),
  over: z.boolean(),
  /** Living tickets, and those of them that have come in. */
  sold: z.int(),
  inside: z.int(),
});
export type DoorScreening = z.infer<typeof doorScreening>;

const doorDay = z.object({ date: z.string(), timeZone: z.string(), screenings: z.array(doorScreening) });
export type DoorDay = z.infer<typeof doorDay>;

export const listDoor = operation({
  id: 'listDoor',
  method: 'get',
  path: '/staff/door/screenings/',
  tag: 'Staff',
  summary: 'The screenings of the business day, with how many are in',
  who: 'staff',
  answer: doorDay,
});

/**
 * The first letters of a code: they tell a ticket from another, and a careful copy from a guess, but sixty bits of its
 * seal are missing from them, so that nobody makes a ticket out of the list.
 */
export const stubLength = 12;

const doorList = z.object({
  asOf: z.string(),
  tickets: z.array(
    z.object({
      stub: z.string().length(stubLength),
      row: z.string(),
      number: z.string(),
      ticketType: z.string(),
      usedAt: z.string().nullable(),
    }),
  ),
});
export type DoorList = z.infer<typeof doorList>;

export const listDoorTickets = operation({
  id: 'listDoorTickets',
  method: 'get',
  path: '/staff/door/screenings/{id}/tickets/',
  tag: 'Staff',
  summary: 'The living tickets of a screening, for a door whose line is cut',
  who: 'staff',
  answer: doorList,
});

export const scanTicket = operation({
  id: 'scanTicket',
  method: 'post',
  path: '/staff/door/scans/',
  tag: 'Staff',
  summary: 'Let one guest in by the code of their ticket',
  description:
    'The first valid scan wins; a second one is told when and where the ticket came in. A code that does not open the door is an answer (`admitted: false` and a reason), not an error. The same `uuid` gets the same answer again.',
  who: 'staff',
  body: doorScan,
  status: 200,
  answer: doorAnswer,
  // A full house comes in faster than `writes` would let it.
  limit: 'reads',
  refuses: ['idempotency_mismatch'],
});

export const undoAdmission = operation({
  id: 'undoAdmission',
  method: 'post',
  path: '/staff/door/scans/{uuid}/undo/',
  tag: 'Staff',
  summary: 'Take a mistaken admission back',
  description: 'The ticket opens the door once more.',
  who: 'staff',
  params: { uuid: z.uuid() },
  status: 200,
  answer: z.object({ uuid: z.uuid() }),
  refuses: ['changed_meanwhile'],
});
