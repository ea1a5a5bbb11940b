import type { RefusalCode } from '../../refusals.ts';
import { namesInARow } from '../names-in-a-row.ts';
import { unreadableFile } from './office-films-import.ts';

type Details = Record<string, unknown>;
type Say = (details: Details) => string;

const inARow = namesInARow('en');
const list = (value: unknown) => inARow((Array.isArray(value) ? value : []).map(String));
const many = (value: unknown) => Array.isArray(value) && value.length > 1;

/** `Seats F7 and F8 were` or `Seat F7 was`; "That seat was" where no label is known. */
function seatsWere(details: Details): string {
  const { labels } = details;
  if (!Array.isArray(labels) || labels.length === 0) return 'That seat was';
  return many(labels) ? `Seats ${list(labels)} were` : `Seat ${list(labels)} was`;
}

function instead(details: Details): string {
  const { betterLabels } = details;
  return Array.isArray(betterLabels) && betterLabels.length > 0 ? ` ${list(betterLabels)} would do.` : '';
}

/** Names the screening in the way, its times as they are on the venue's clock. */
function inTheWay({ screening }: Details): string {
  if (typeof screening !== 'object' || screening === null || !('startsAt' in screening)) {
    return 'Another screening is in the hall at that time.';
  }
  const { film, hall, startsAt, hallFreeAt } = screening as Record<string, unknown>;
  const clock = (at: unknown) => String(at).slice(11, 16);
  return `“${film}” is in ${hall} from ${clock(startsAt)} until ${clock(hallFreeAt)}, cleaning included.`;
}

/** What stands in the way of moving a screening, in seats. */
function sales({ sold, held, orders, unplaced }: Details): string {
  const seats = (n: unknown) => (n === 1 ? '1 seat' : `${n} seats`);
  if (unplaced) {
    return `${seats(sold)} ${sold === 1 ? 'is' : 'are'} sold, and ${unplaced} of the taken seats ${unplaced === 1 ? 'has' : 'have'} no counterpart in that hall.`;
  }
  if (held || orders) {
    const paying = held
      ? `${seats(held)} ${held === 1 ? 'is' : 'are'}`
      : `${orders === 1 ? '1 order is' : `${orders} orders are`}`;
    return `${paying} being paid for at this moment. Try again in a few minutes.`;
  }
  return sold
    ? `${seats(sold)} of this screening ${sold === 1 ? 'is' : 'are'} sold.`
    : 'Seats of this screening are sold or held.';
}

/** How the house says no. Short, concrete, and what to do next. */
export const refusalWords: Record<RefusalCode, Say> = {
  invalid_request: () => 'The request is not in order. See the details.',
  unauthenticated: () => 'Please sign in.',
  forbidden: () => 'This account may not do that.',
  not_found: () => 'There is nothing here under that number or name.',
  method_not_allowed: () => 'That cannot be done here. The Allow header says what can.',
  too_large: () => 'That is more than one request may carry.',
  unsupported_media_type: () => 'Please send JSON in UTF-8, with the header Content-Type: application/json.',
  rate_limited: () => 'Too many tries in a short time. Please wait a moment.',
  idempotency_mismatch: () => 'This Idempotency-Key was used for another request. Send a new key.',
  idempotency_in_progress: () =>
    'The first request with this Idempotency-Key is still under way. Ask again in a moment.',
  changed_meanwhile: () => 'Somebody has changed this meanwhile, so nothing was written. Please look again.',
  unreadable_file: (d) => unreadableFile(d.problem),
  seat_taken: (d) => `${seatsWere(d)} just taken. Please choose again.`,
  unknown_seat: () => 'One of these seats is not in this hall.',
  duplicate_seat: () => 'The same seat is listed twice.',
  orphan_seat: (d) =>
    `This choice would leave ${many(d.labels) ? 'single seats' : 'a single seat'} that nobody can use (${list(d.labels)}).${instead(d)}`,
  companion_without_space: () => 'A companion seat is sold together with its wheelchair space. Please choose both.',
  love_seat_split: () => 'A love seat is for two. Please choose both halves.',
  too_many_seats: () => 'That is more seats than one customer can hold at a time.',
  too_many_holds: () => 'You are holding seats for several showings already. Finish or cancel one of them first.',
  no_seats_left: () => 'There are not that many seats left together or apart.',
  hold_expired: () => 'The time for these seats has run out, and they are on sale again. Please choose anew.',
  hold_mismatch: () => 'The seats have changed since you chose them. Please choose anew.',
  refund_not_waiting: () => 'This refund does not wait at the counter: it was handed over, or it goes another way.',
  seat_not_blocked: (d) =>
    `${many(d.labels) ? `Seats ${list(d.labels)} are` : `Seat ${list(d.labels)} is`} not kept by the house. Please look again.`,
  other_category: (d) =>
    `${many(d.labels) ? `Seats ${list(d.labels)} are` : `Seat ${list(d.labels)} is`} in another category. A supervisor can move the customer there at the price that was paid.`,
  sales_closed: () => 'Online sales for this showing have closed. The box office may still have seats.',
  sales_not_open: () => 'This showing is not on sale yet.',
  screening_cancelled: () => 'This showing has been cancelled.',
  not_for_sale: (d) =>
    `${d.ticketType ? `${d.ticketType} tickets are` : 'That ticket is'} not sold for this seat. Choose another ticket type.`,
  unknown_ticket_type: () => 'There is no such ticket type.',
  price_changed: () => 'The price has changed. Please look at the new total.',
  age_restricted: (d) => `This film is for ages ${d.ageLimit} and over. There are no children's tickets for it.`,
  adult_required: (d) =>
    d.staying
      ? `Under ${d.ageLimit}, this film is to be seen with an adult. The child's ticket cannot stay without one.`
      : `Under ${d.ageLimit}, this film is to be seen with an adult. Please add an adult's ticket.`,
  age_unacknowledged: (d) => `This film is rated ${d.ageLimit}+. Please confirm that you have seen the age rating.`,
  email_required: () => 'Please give an e-mail address for the tickets.',
  order_expired: ({ status }) =>
    status === 'cancelled'
      ? 'This order was cancelled, and its seats are on sale again.'
      : 'The time for this order has run out, and its seats are on sale again.',
  already_paid: () => 'This order has been paid.',
  payment_processing: () => 'A payment for this order is on its way. We will write as soon as it arrives.',
  payment_unavailable: () =>
    'The payment service does not answer. Your seats are still held; please try again in a moment.',
  not_cancellable: () => 'This order can no longer be cancelled online.',
  ticket_used: () => 'This ticket has been used at the door already.',
  no_tickets: () => 'This order has no valid tickets.',
  screening_overlap: inTheWay,
  screening_has_sales: sales,
  screening_published: () => 'The public knows of this screening already. It can be cancelled, not removed.',
  screening_begun: ({ there }) =>
    there ? 'That time is past: its customers could not come.' : 'This screening has begun.',
  plan_not_published: () => 'The hall has no published seat plan.',
  plan_not_draft: () => 'A published seat plan cannot change. Save the change as a new version.',
  plan_invalid: () => 'The seat plan is not in order. See the details.',
  over_capacity: (d) => `The plan has ${d.seats} seats, but the licence of the hall admits ${d.capacity}.`,
  code_taken: () => 'That code is in use already.',
  copies_do_not_fit: () => 'Some of these screenings do not fit. See the details.',
  stretch_overlaps: () => 'With that length, screenings would overlap. See the details.',
  local_time_missing: () => 'The clocks skip that time on that day.',
  local_time_ambiguous: () => 'That time comes twice on that day. Say whether the earlier or the later is meant.',
  wrong_credentials: () => 'That e-mail address and password do not go together.',
  weak_password: ({ reason, fewest, most }) => {
    if (reason === 'email')
      return 'Your e-mail address is the first thing that anybody would try. Please choose another password.';
    if (reason === 'common') return 'This password is on every list of common ones. Please choose another.';
    if (reason === 'simple') return 'This password repeats the same few characters. Please choose another.';
    return `Please choose a password of ${fewest} to ${most} characters.`;
  },
  weak_pin: () => 'Please choose 4 to 8 figures, not all the same and not in a row.',
  link_expired: () => 'This link has been used or has run out. Please ask for a new one.',
  email_taken: () => 'There is an account with this e-mail address already.',
  last_administrator: () => 'This is the only administrator left. Make somebody else administrator first.',
  telegram_link_invalid: () => 'This code is unknown, used or past its 15 minutes. Please make a new one.',
  settings_in_use: ({ what }) =>
    what === 'zone'
      ? 'There are screenings to come, whose times would all shift. The time zone can change when none are left.'
      : 'There are orders in this currency already, so that it has to stay.',
  still_in_programme: ({ count }) =>
    count === 1
      ? 'There is a screening to come. Move or cancel it first.'
      : `There are ${count} screenings to come. Move or cancel them first.`,
  default_needed: () => 'One ticket type is always the default. Make another one the default instead.',
  no_image: () => 'This is no picture that we can read. Please choose a JPEG, PNG, WebP or AVIF of at most 10 MB.',
  webhook_address: ({ why }) => webhookAddress[String(why)] ?? 'Webhooks cannot be sent to this address.',
  not_enrolled: () => 'This till is not known here. Ask a manager for a new code.',
  wrong_code: () => 'That code does not open a till. It works once, within an hour. Ask for a new one.',
  clerk_signed_out: () => 'Please sign in with your PIN.',
  wrong_pin: () => 'That PIN is not right.',
  pin_locked: () =>
    'Too many wrong PINs: this person is locked at this till. A new PIN, set in the office, opens it again.',
  approval_needed: (d) =>
    d.what === 'close_with_difference'
      ? 'The count differs from what should be in the drawer. A supervisor has to look at it.'
      : 'A supervisor has to allow this with their PIN.',
  approval_invalid: () => 'That approval has been used or is past its two minutes. Please ask for it again.',
  shift_open: () => 'The drawer of this till is open already. Close that shift first.',
  no_open_shift: () => 'The drawer is not open. Open a shift with its float first.',
  payments_under_way: () => 'A card payment is still under way at this till. Finish or cancel it first.',
  epoch_stale: () => 'Another copy of this till has its seats. It has to be registered again.',
  name_taken: () => 'There is one of that name already.',
  ticket_invalid: () => 'This ticket is not valid.',
  ticket_not_valid_here: () => 'This ticket is for another showing.',
};

/** Something of ours failed; what it was is in the log. */
export const faultWords = 'Something went wrong on our side. Please try again in a moment.';

const webhookAddress: Record<string, string> = {
  not_a_url: 'This is no address of a web server. It begins with https:// and holds no password.',
  not_https: 'The address must begin with https://.',
  private: 'This address is inside a private network. Webhooks go to servers on the internet alone.',
  unknown_host: 'No server of this name can be found.',
};
