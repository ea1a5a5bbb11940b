import type { RefusalCode } from '../../refusals.ts';
import { writtenUuid } from '../../till/common.ts';
import { cardStep, sale, saleBody, tillHold, tillHoldBody } from '../../till/sales.ts';
import { operation } from '../operation.ts';

const tag = 'Till';

/** Why seats cannot be had at a counter. */
export const seatRefusals = [
  'not_found',
  'seat_taken',
  'unknown_seat',
  'duplicate_seat',
  'orphan_seat',
  'companion_without_space',
  'love_seat_split',
  'sales_closed',
  'sales_not_open',
  'screening_cancelled',
] as const satisfies RefusalCode[];

/** Why they cannot be had at that price, or by people of that age. */
export const priceRefusals = [
  'not_for_sale',
  'unknown_ticket_type',
  'age_restricted',
  'adult_required',
] as const satisfies RefusalCode[];

export const holdAtTill = operation({
  id: 'holdAtTill',
  method: 'post',
  path: '/staff/till/holds/',
  tag,
  summary: 'Claim seats while the customer decides',
  description:
    '`replaces` gives the former choice back in the same step; if the new one is refused, the former stands.',
  who: 'clerk',
  body: tillHoldBody,
  answer: tillHold,
  refuses: [...seatRefusals, 'idempotency_mismatch'],
});

export const releaseAtTill = operation({
  id: 'releaseAtTill',
  method: 'delete',
  path: '/staff/till/holds/{id}/',
  tag,
  summary: 'Give a choice of this till back',
  who: 'clerk',
});

export const sellAtTill = operation({
  id: 'sellAtTill',
  method: 'post',
  path: '/staff/till/sales/',
  tag,
  summary: 'Sell seats to somebody at the counter',
  description:
    'With cash alone it answers `paid`, or a refusal, in one transaction. With a card it answers `awaiting_card`, and the operations on the sale tell how it goes and steer it.',
  who: 'clerk',
  body: saleBody,
  answer: sale,
  refuses: [
    ...seatRefusals,
    ...priceRefusals,
    'hold_expired',
    'hold_mismatch',
    'price_changed',
    'age_unacknowledged',
    'no_open_shift',
    'idempotency_mismatch',
  ],
});

export const getTillSale = operation({
  id: 'getTillSale',
  method: 'get',
  path: '/staff/till/sales/{uuid}/',
  tag,
  summary: 'How a sale goes',
  description: 'This is also how an unknown outcome is resolved: 404 says that the sale has not arrived.',
  who: 'clerk',
  params: { uuid: writtenUuid },
  answer: sale,
});

export const payTillSale = operation({
  id: 'payTillSale',
  method: 'post',
  path: '/staff/till/sales/{uuid}/card/',
  tag,
  summary: 'Go on with a sale that is not paid',
  description:
    'Another try, another reader, the rest after a part, or cash instead. A try that is still under way is ended first; if its card went through in that moment, the sale is answered as it is then, and nothing more is taken. For a screening that was cancelled meanwhile nothing is taken either: the sale is given up, and a part that was paid goes back to its card.',
  who: 'clerk',
  params: { uuid: writtenUuid },
  body: cardStep,
  answer: sale,
  refuses: [
    'price_changed',
    'order_expired',
    'screening_cancelled',
    'payment_processing',
    'payment_unavailable',
    'no_open_shift',
    'idempotency_mismatch',
  ],
});

export const cancelTillSale = operation({
  id: 'cancelTillSale',
  method: 'post',
  path: '/staff/till/sales/{uuid}/cancel/',
  tag,
  summary: 'Give a sale up',
  description:
    'Its seats are free at once, and a part that was paid goes back to its card; one that is paid stays paid. Of a sale that never arrived (404) it is put on record that it shall not: a copy that is late sells nothing.',
  who: 'clerk',
  params: { uuid: writtenUuid },
  answer: sale,
  refuses: ['payment_unavailable'],
});
