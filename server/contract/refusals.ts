/**
 * Every way in which the house says no. A refusal is a value with a code, never an exception; `api/refusals.ts` gives
 * each an HTTP status, and `words/` says it to a person.
 */
export const refusalCodes = [
  'invalid_request',
  'unauthenticated',
  'forbidden',
  'not_found',
  'method_not_allowed',
  'too_large',
  'unsupported_media_type',
  'rate_limited',
  'idempotency_mismatch',
  'idempotency_in_progress',
  'changed_meanwhile',
  'unreadable_file',
  // seats
  'seat_taken',
  'unknown_seat',
  'duplicate_seat',
  'orphan_seat',
  'companion_without_space',
  'love_seat_split',
  'too_many_seats',
  'too_many_holds',
  'no_seats_left',
  'hold_expired',
  'hold_mismatch',
  'seat_not_blocked',
  'refund_not_waiting',
  'other_category',
  // sales
  'sales_closed',
  'sales_not_open',
  'screening_cancelled',
  'not_for_sale',
  'unknown_ticket_type',
  'price_changed',
  'age_restricted',
  'adult_required',
  'age_unacknowledged',
  'email_required',
  // orders and money
  'order_expired',
  'already_paid',
  'payment_processing',
  'payment_unavailable',
  'not_cancellable',
  'ticket_used',
  'no_tickets',
  // programme
  'screening_overlap',
  'screening_has_sales',
  'screening_published',
  'screening_begun',
  'stretch_overlaps',
  'copies_do_not_fit',
  'plan_not_published',
  'plan_not_draft',
  'plan_invalid',
  'over_capacity',
  'code_taken',
  'local_time_missing',
  'local_time_ambiguous',
  // accounts
  'wrong_credentials',
  'weak_password',
  'weak_pin',
  'link_expired',
  'email_taken',
  'last_administrator',
  'telegram_link_invalid',
  // resources
  'settings_in_use',
  'still_in_programme',
  'default_needed',
  'no_image',
  'webhook_address',
  // the till
  'not_enrolled',
  'wrong_code',
  'clerk_signed_out',
  'wrong_pin',
  'pin_locked',
  'approval_needed',
  'approval_invalid',
  'shift_open',
  'no_open_shift',
  'payments_under_way',
  'name_taken',
  'epoch_stale',
  // the door
  'ticket_invalid',
  'ticket_not_valid_here',
] as const;

export type RefusalCode = (typeof refusalCodes)[number];

export interface Refusal {
  refused: RefusalCode;
  details: Record<string, unknown>;
}

export function refuse(refused: RefusalCode, details: Record<string, unknown> = {}): Refusal {
  return { refused, details };
}

export function isRefusal(value: unknown): value is Refusal {
  return typeof value === 'object' && value !== null && 'refused' in value;
}
