import type { Refusal, RefusalCode } from '../../server/contract/refusals.ts';

/** A choice that breaks a rule is 422; whatever only the moment is against is 409. */
const byRule: readonly RefusalCode[] = [
  'invalid_request',
  'unknown_seat',
  'duplicate_seat',
  'orphan_seat',
  'companion_without_space',
  'love_seat_split',
  'too_many_seats',
  'not_for_sale',
  'unknown_ticket_type',
  'age_restricted',
  'adult_required',
  'age_unacknowledged',
  'email_required',
];

export function statusOf({ refused }: Refusal): number {
  if (refused === 'not_found') return 404;
  if (refused === 'payment_unavailable') return 503;
  return byRule.includes(refused) ? 422 : 409;
}
