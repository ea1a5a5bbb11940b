import { type RefusalCode, refusalCodes } from '../../refusals.ts';
import type { cutReasons } from '../../till/allotments.ts';
import { counted } from './plural.ts';
import { refusalWords } from './refusals.ts';

const reasons: Record<(typeof cutReasons)[number], string> = {
  epoch_stale: 'The seats had been taken back from this till, or a second copy of it sold too.',
  wrong_clerk: 'Whoever sold it may not sell at a till.',
  shift_closed: 'Its drawer had been counted, or was never opened.',
  seat_not_kept: 'The till sold a seat that was not its own.',
  screening_moved: 'The showing was moved after the till had got its seats.',
  wrong_clock: 'It was sold at a time that cannot be right.',
};

const known = (reason: string): reason is RefusalCode => refusalCodes.some((code) => code === reason);

/** Sales that a till made without connection, and that somebody has to look at. */
export const cutSaleWords = {
  /** On the seats, for other staff. */
  kept: 'Sold without connection; see “Sold offline”',
  title: 'Sold offline',
  intro:
    'What a till sold while it had no connection, and what does not fit. The customer holds paper, so their seats are kept as far as nobody else has them.',
  loading: 'One moment …',
  waiting: (count: number) => (count === 0 ? 'Waiting' : `Waiting (${count})`),
  settled: 'Settled',
  noneWaiting: 'Nothing waits. Whatever the tills sold without connection fits.',
  noneSettled: 'Nothing has been settled yet.',
  columns: {
    sold: 'Sold',
    till: 'Till',
    showing: 'Showing',
    seats: 'Seats',
    total: 'Paid',
    reason: 'Why it waits',
    how: 'Settled',
  },
  noTime: 'no time told',
  noShowing: 'no such showing',
  cancelled: 'cancelled',
  look: 'Look',
  lookAt: (till: string, seats: string) => `Look at ${seats || 'the sale'} from ${till}`,
  reason: (reason: string) =>
    reason in reasons
      ? reasons[reason as keyof typeof reasons]
      : reason === 'price_changed'
        ? 'The prices were others by then, or the sum is wrong.'
        : reason === 'idempotency_mismatch'
          ? 'The till had used its number for another sale.'
          : known(reason)
            ? refusalWords[reason]({})
            : reason,
  dialog: (total: string, till: string) => `${total} at ${till}`,
  by: (clerk: string | null, at: string) => `${clerk ?? 'Somebody unknown'}, ${at}`,
  heard: (at: string) => `The server heard of it on ${at}.`,
  states: {
    kept: 'kept for this customer',
    free: 'free',
    taken: 'somebody else has it',
    gone: 'not in this hall',
  },
  unknownSeat: 'Unknown seat',
  unknownType: 'Unknown ticket',
  seatFor: (label: string) => `Seat in place of ${label}`,
  choose: 'Choose a seat',
  noSeats: 'No seat of this showing can be given for it. Give the money back, or write it off.',
  note: 'Note for the other staff',
  noteHint: 'Needed to give the money back or to write it off.',
  place: 'Make it an order',
  placed: (order: string) => `It is order ${order} now.`,
  refund: 'The money went back',
  refundHint: {
    open: 'Hand the money back out of the drawer that took it, then say so here. That drawer’s count comes out right.',
    counted:
      'That drawer has been counted, with this money over. Pay it out at a till with the reason “Sold offline”, then say so here.',
    unknown:
      'Nobody knows which drawer took the money. Pay it out at a till with the reason “Sold offline”, then say so here.',
  },
  writeOff: 'Write it off',
  how: { placed: 'became an order', refunded: 'money went back', written_off: 'written off' },
  done: {
    refunded: 'The money went back; its seats are on sale again.',
    written_off: 'It is written off; its seats are on sale again.',
  },
  /** On the dashboard. */
  attention: (count: number) =>
    `${counted(count, 'sale', 'sales')} made without connection ${count === 1 ? 'does' : 'do'} not fit`,
  openQueue: 'Open “Sold offline”',
};
