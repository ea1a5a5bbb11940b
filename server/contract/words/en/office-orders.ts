import type { TimelineEvent } from '../../api/staff/orders.ts';
import { auditWords } from './office-audit.ts';
import { counted, listed } from './plural.ts';

const tickets = (n: number) => counted(n, 'ticket', 'tickets');

const letters: Record<string, string> = {
  tickets: 'tickets',
  cancellation: 'cancellation',
  refund: 'refund',
  late_payment: 'late payment',
  screening_cancelled: 'cancelled showing',
  screening_moved: 'moved showing',
  seats_moved: 'new seats',
};

const reasons: Record<string, string> = {
  customer_cancelled: 'cancelled by the customer',
  screening_cancelled: 'the showing is off',
  late_payment: 'the money came too late',
  double_payment: 'paid twice',
  wrong_amount: 'wrong amount',
  staff: 'by staff',
  external: 'made at the payment service',
};

const because = (reason: string | undefined) => (reason ? `: ${reason}` : '');
const seatsOf = (event: TimelineEvent) => listed(event.seats ?? []);

type Tell = (event: TimelineEvent, money: string) => string;

const story: Record<string, Tell> = {
  hold_seats: (e) => `Held ${seatsOf(e)}`,
  place_order: () => 'Placed the order',
  payment: (e, money) => `Payment of ${money} begun${e.state === 'failed' ? ', and failed' : ''}`,
  record_capture: (_e, money) => `${money} arrived`,
  take_cash: (_e, money) => `${money} paid in cash`,
  hand_out_cash: (_e, money) => `${money} handed over in cash`,
  settle_order: () => 'Tickets issued',
  expire_order: () => 'The time ran out; the seats are on sale again',
  cancel_order: (e) => `Cancelled before it was paid${because(e.reason)}`,
  cancel_tickets: (e) => `Cancelled ${seatsOf(e)}${because(e.reason)}`,
  move_seats: (e) => `Moved ${listed(e.from ?? [])} to ${seatsOf(e)}; the codes are new`,
  resend_tickets: () => 'Asked for the tickets to be sent again',
  note: (e) => e.text ?? '',
  refund: (e, money) =>
    `${money} to go back${e.seats?.length ? ` for ${seatsOf(e)}` : ''} (${reasons[e.kind ?? ''] ?? e.kind})`,
  refund_settled: (e, money) => (e.state === 'failed' ? `The refund of ${money} failed` : `${money} went back`),
  note_external_refund: (_e, money) => `${money} went back from the payment service’s own pages`,
  letter: (e) =>
    `${e.state === 'sent' ? 'Sent' : 'Waiting to send'} the letter “${letters[e.kind ?? ''] ?? e.kind}” to ${e.to}`,
  admit_ticket: (e) => `${seatsOf(e)} came in${e.reason ? ` at ${e.reason}` : ''}`,
  undo_admission: (e) => `The admission of ${seatsOf(e)} was taken back`,
  let_in_unasked: (e) => `${seatsOf(e)} was let in with the line cut, though the ticket does not admit (${e.reason})`,
  used: (e) => `${seatsOf(e)} came in`,
  message: (e) => `Message of the payment service: ${e.kind}`,
};

const people: Record<string, string> = auditWords.actors;

/** The orders desk. */
export const deskWords = {
  title: 'Orders',
  night: (day: string) => `${day} night`,
  search: 'Find an order',
  hint: 'Number, e-mail, name, seat (F7) or ticket code. Press / to come back here from anywhere.',
  of: (film: string) => `Only for ${film}`,
  everywhere: 'Look everywhere',
  results: 'Orders found',
  newest: 'The newest orders',
  none: (q: string) => `No order fits “${q}”. A seat is looked for among tonight’s screenings.`,
  noOrders: 'No orders yet.',
  page: (n: number) => `Page ${n}`,
  next: 'Older',
  previous: 'Newer',
  loading: 'One moment',
  choose: 'Choose an order to see its tickets, its money and its story.',
  status: {
    pending: 'Waiting for payment',
    paid: 'Paid',
    partially_refunded: 'Partly refunded',
    refunded: 'Refunded',
    expired: 'Ran out',
    cancelled: 'Cancelled',
  },
  channel: { web: 'Website', api: 'API', kiosk: 'Till', office: 'Office' },
  facts: {
    customer: 'Customer',
    email: 'E-mail',
    none: 'not given',
    placed: 'Placed',
    paid: 'Paid',
    expires: 'Held until',
    total: 'Total',
    through: 'Through',
  },
  off: 'Showing cancelled',
  house: 'House view',
  customerPage: 'Customer’s page',
  tickets: {
    title: 'Tickets',
    choose: (seat: string) => `Choose ${seat}`,
    all: 'Choose all',
    seat: 'Seat',
    type: 'Ticket',
    category: 'Category',
    price: 'Price',
    status: 'Status',
    states: { pending: 'Not paid', valid: 'Valid', used: 'Inside', cancelled: 'Cancelled' },
    code: (revision: number) => (revision === 0 ? '' : `code ${revision + 1}`),
  },
  cancel: {
    some: (n: number, amount: string) => `Refund ${tickets(n)}, ${amount}`,
    all: 'Cancel the whole order',
    unpaid: 'Let the seats go',
    title: (n: number) => `Cancel ${tickets(n)}?`,
    what: (seats: string[], amount: string) =>
      `${listed(seats)} ${seats.length > 1 ? 'go' : 'goes'} back on sale at once, and ${amount} goes back the way it was paid. This cannot be undone.`,
    whatUnpaid: (seats: string[]) =>
      `${listed(seats)} ${seats.length > 1 ? 'go' : 'goes'} back on sale at once. Nothing was paid.`,
    reason: 'Reason, for the record',
    yes: (amount: string) => `Give ${amount} back`,
    yesUnpaid: 'Let them go',
    no: 'Keep the tickets',
    done: (amount: string, atTill: boolean, told: boolean) =>
      `${amount} ${atTill ? 'waits at the box office' : 'is on its way back'}${told ? ', and the customer is told' : ''}.`,
    doneUnpaid: 'The seats are on sale again.',
    used: 'Somebody is inside on one of these tickets. A supervisor can refund them.',
  },
  resend: {
    button: 'Send tickets again',
    title: 'Send the tickets again',
    email: 'To',
    changes: 'Another address here also becomes the order’s.',
    yes: 'Send',
    no: 'Not now',
    done: (to: string) => `On its way to ${to}.`,
  },
  payments: {
    title: 'Money',
    none: 'Nothing was paid.',
    methods: { checkout: 'Card, online', cash: 'Cash', terminal: 'Card, at the till', none: 'Nothing to pay' },
    states: { open: 'begun', processing: 'on its way', captured: 'arrived', failed: 'failed', expired: 'ran out' },
    refund: 'Refund',
    atTill: 'waits at the box office',
    handOut: 'Handed over',
    handedOut: (amount: string) => `${amount} handed over at the counter.`,
    refundStates: { pending: 'on its way', succeeded: 'sent', failed: 'failed' },
  },
  reason: (code: string) => reasons[code] ?? code,
  note: { title: 'Note', placeholder: 'For whoever opens this order next', add: 'Add note', done: 'Noted.' },
  timeline: {
    title: 'What happened',
    tell: (event: TimelineEvent, money: string) =>
      (story[event.what] ?? (() => event.what.replaceAll('_', ' ')))(event, money),
    by: (event: TimelineEvent) => event.person ?? (event.by ? (people[event.by] ?? event.by) : null),
  },
};
