import { z } from 'zod';
import { operation } from '../operation.ts';

/** As many as one till may be given of a showing. */
export const mostKept = 50;

const allotmentBody = z.strictObject({
  /** Of this showing, for each till; null: as the tills have it, and only tonight. */
  seats: z.int().min(0).max(mostKept).nullable(),
});

export const setScreeningAllotment = operation({
  id: 'setScreeningAllotment',
  method: 'post',
  path: '/staff/house/{id}/allotment/',
  tag: 'Staff',
  summary: 'How many seats of a screening each till keeps for a cut line',
  description: 'Each till goes by it when it is next heard, within some minutes.',
  who: 'staff',
  body: allotmentBody,
  answer: z.object({ id: z.int(), seats: z.int().nullable() }),
  refuses: ['screening_cancelled'],
});

export const takeTillSeatsBack = operation({
  id: 'takeTillSeatsBack',
  method: 'post',
  path: '/staff/kiosks/{id}/take-seats-back/',
  tag: 'Staff',
  summary: 'Take from a till the seats that it keeps for a cut line',
  description:
    'Of every screening; they are on sale everywhere at once. What the till has sold of them without connection, and not handed in, waits in the queue. When it is next heard it gets new ones.',
  who: 'staff',
  answer: z.object({ id: z.int(), released: z.int() }),
});
