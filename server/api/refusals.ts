import type { Response } from 'express';
import type { RefusalBody } from '../contract/api/common.ts';
import type { Refusal, RefusalCode } from '../contract/refusals.ts';
import { type Words, wordsFor } from '../contract/words/words.ts';
import { wordsOf } from '../http/language.ts';
import { noteRefusal } from '../http/note-refusal.ts';
import { type Reply, sendJson } from './reply.ts';

/** Malformed is 400; the state of things, which may change, 409; a rule, which will not, 422. */
const statuses = {
  invalid_request: 400,
  unauthenticated: 401,
  forbidden: 403,
  not_found: 404,
  method_not_allowed: 405,
  too_large: 413,
  unsupported_media_type: 415,
  rate_limited: 429,
  idempotency_mismatch: 422,
  idempotency_in_progress: 409,
  changed_meanwhile: 409,
  unreadable_file: 422,
  seat_taken: 409,
  unknown_seat: 422,
  duplicate_seat: 422,
  orphan_seat: 422,
  companion_without_space: 422,
  love_seat_split: 422,
  too_many_seats: 422,
  too_many_holds: 409,
  no_seats_left: 409,
  hold_expired: 409,
  hold_mismatch: 409,
  seat_not_blocked: 409,
  refund_not_waiting: 409,
  other_category: 422,
  sales_closed: 409,
  sales_not_open: 409,
  screening_cancelled: 409,
  not_for_sale: 422,
  unknown_ticket_type: 422,
  price_changed: 409,
  age_restricted: 422,
  adult_required: 422,
  age_unacknowledged: 422,
  email_required: 422,
  order_expired: 409,
  already_paid: 409,
  payment_processing: 409,
  payment_unavailable: 503,
  not_cancellable: 409,
  ticket_used: 409,
  no_tickets: 409,
  screening_overlap: 409,
  screening_has_sales: 409,
  screening_published: 409,
  screening_begun: 409,
  stretch_overlaps: 409,
  copies_do_not_fit: 409,
  plan_not_published: 409,
  plan_not_draft: 409,
  plan_invalid: 422,
  over_capacity: 422,
  code_taken: 409,
  local_time_missing: 422,
  local_time_ambiguous: 422,
  wrong_credentials: 401,
  weak_password: 422,
  weak_pin: 422,
  link_expired: 409,
  email_taken: 409,
  last_administrator: 409,
  telegram_link_invalid: 400,
  settings_in_use: 409,
  still_in_programme: 409,
  default_needed: 409,
  no_image: 422,
  webhook_address: 422,
  not_enrolled: 401,
  wrong_code: 422,
  clerk_signed_out: 401,
  wrong_pin: 422,
  pin_locked: 409,
  approval_needed: 422,
  approval_invalid: 409,
  shift_open: 409,
  no_open_shift: 409,
  payments_under_way: 409,
  name_taken: 409,
  epoch_stale: 409,
  ticket_invalid: 422,
  ticket_not_valid_here: 422,
} as const satisfies Record<RefusalCode, number>;

/** Seconds after which asking again may help. */
const retryAfter: Partial<Record<RefusalCode, number>> = { idempotency_in_progress: 1, payment_unavailable: 5 };

/** What the public may read of a refusal's details, and under which name; everything else stays inside. */
const publicDetails: Record<string, string> = {
  issues: 'issues',
  problems: 'problems',
  seats: 'seats',
  labels: 'labels',
  better: 'better',
  betterLabels: 'better_labels',
  space: 'space',
  ticketType: 'ticket_type',
  ageLimit: 'age_limit',
  count: 'count',
  free: 'free',
  tickets: 'tickets',
  status: 'status',
  until: 'until',
  screening: 'screening',
  screenings: 'screenings',
  sold: 'sold',
  held: 'held',
  blocked: 'blocked',
  orders: 'orders',
  unplaced: 'unplaced',
  reason: 'reason',
  fewest: 'fewest',
  most: 'most',
  what: 'what',
  expected: 'expected',
  difference: 'difference',
};

export function refusalReply({ refused, details }: Refusal, { refusals }: Words = wordsFor('en')): Reply {
  const body: RefusalBody = { code: refused, message: refusals[refused](details) };
  for (const [name, value] of Object.entries(details)) {
    const known = publicDetails[name];
    if (known && value !== undefined && value !== null) body.details = { ...body.details, [known]: value };
  }
  return { status: statuses[refused], body };
}

/** The one way in which the API says no. */
export function sendRefusal(res: Response, refusal: Refusal): void {
  const seconds = refusal.details.retryAfter ?? retryAfter[refusal.refused];
  if (seconds !== undefined) res.setHeader('Retry-After', String(seconds));
  const { status, body } = refusalReply(refusal, wordsOf(res.req));
  noteRefusal(res, refusal);
  if (status === 401) res.setHeader('WWW-Authenticate', 'Bearer');
  if (res.hasHeader('Vary')) res.vary('Accept-Language');
  else res.setHeader('Vary', 'Accept-Language');
  res.setHeader('Cache-Control', 'no-store');
  sendJson(res, status, JSON.stringify(body));
}
