import { z } from 'zod';
import { bestSeats, tillDay, tillHouse } from '../../till/programme.ts';
import { date } from '../common.ts';
import { operation } from '../operation.ts';

const tag = 'Till';

export const getTillDay = operation({
  id: 'getTillDay',
  method: 'get',
  path: '/staff/till/programme/',
  tag,
  summary: 'The screenings of a business day, with the seats left for this till',
  who: 'kiosk',
  query: z.strictObject({ date: date.optional().describe('The business day of now unless said.') }),
  answer: tillDay,
});

export const getTillHouse = operation({
  id: 'getTillHouse',
  method: 'get',
  path: '/staff/till/screenings/{id}/',
  tag,
  summary: 'A hall with its seats as this till may sell them, and what they cost',
  who: 'kiosk',
  answer: tillHouse,
});

export const getBestAtTill = operation({
  id: 'getBestAtTill',
  method: 'get',
  path: '/staff/till/screenings/{id}/best/',
  tag,
  summary: 'The best seats for so many',
  description: 'Never what the rules would refuse.',
  who: 'kiosk',
  query: z.strictObject({
    count: z
      .string()
      .regex(/^([1-9]|[1-4]\d|50)$/, 'must be from 1 to 50')
      .transform(Number)
      .meta({ type: 'integer', minimum: 1, maximum: 50 }),
  }),
  answer: bestSeats,
  refuses: ['no_seats_left'],
});
