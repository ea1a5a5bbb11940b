import type { z } from 'zod';
import type { TypedOperation } from '../../server/contract/api/operation.ts';
import { exchangeAtTill, refundAtTill, reprintAtTill } from '../../server/contract/api/till/orders.ts';
import { cancelTillSale, payTillSale, sellAtTill } from '../../server/contract/api/till/sales.ts';
import { closeTillShift, moveTillCash, openTillShift } from '../../server/contract/api/till/shifts.ts';
import type { Act } from './journal/records.ts';

/** An operation whose types the journal does not know. */
type AnyOperation = TypedOperation<Record<string, string | number>, z.ZodType, z.ZodType, z.ZodType>;

/** What each kind of act asks of the server. */
const operations = {
  sale: sellAtTill,
  card: payTillSale,
  cancel: cancelTillSale,
  refund: refundAtTill,
  exchange: exchangeAtTill,
  reprint: reprintAtTill,
  openShift: openTillShift,
  movement: moveTillCash,
  closeShift: closeTillShift,
} as const satisfies Record<Act['kind'], AnyOperation>;

/** What an act asks now: of one that was given up, that its sale never be. */
export function askedBy({ kind, sale, params, body, abandoned }: Act) {
  const operation: AnyOperation = abandoned ? cancelTillSale : operations[kind];
  return abandoned && sale ? { operation, sent: { params: { uuid: sale } } } : { operation, sent: { params, body } };
}
