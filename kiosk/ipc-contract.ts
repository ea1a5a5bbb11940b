import { z } from 'zod';
import { doorAnswer, tillScan } from '../server/contract/door.ts';
import { approvable, uuid } from '../server/contract/till/common.ts';
import { approval, clerkSignIn, enrolBody, enrolHint, pin } from '../server/contract/till/devices.ts';
import {
  exchangeBody,
  exchanged,
  exchangeQuote,
  exchangeWish,
  refundBody,
  refunded,
  reprintBody,
  tillOrder,
  tillOrderHits,
} from '../server/contract/till/orders.ts';
import { bestSeats, tillDay, tillHouse } from '../server/contract/till/programme.ts';
import { cardStep, saleBody, tillHold, tillHoldBody } from '../server/contract/till/sales.ts';
import { cashMovement, closeShift, openShift, shift, shiftReport } from '../server/contract/till/shifts.ts';
import { printerSettings, type Refused, refused, saleAtHand, type TillState } from './ipc-state.ts';

/**
 * The one port between the till's screens and what is behind them. In Electron the preload script offers it as
 * `window.till` and the main process answers; at `/kiosk/` in a browser the same engine runs in the page
 * (`kiosk/web/web-till.ts`). Both check every input and output by these schemas, and both answer with values, never
 * with exceptions. The engine makes the uuid of every act, journals it, and owns its fate: a screen calls once.
 */

const nothing = z.strictObject({});
const id = z.int().min(1);
const withoutUuid = { uuid: true } as const;

/** Every call by its name: what goes in and what comes out. */
export const calls = {
  // this installation
  setServer: { in: z.strictObject({ url: z.url().max(500) }), out: nothing },
  /** In the demo, the codes that let its tills in. */
  enrolHint: { in: nothing, out: enrolHint },
  enrol: { in: enrolBody.pick({ code: true }), out: nothing },
  setFullscreen: { in: z.strictObject({ on: z.boolean() }), out: nothing },
  installUpdate: { in: nothing, out: nothing },
  quit: { in: nothing, out: nothing },

  // people. Signing in while another clerk is signed in is the quick switch; offline it works for clerks who signed in
  // on this kiosk with the line whole, until the business day ends, with few tries.
  signIn: { in: clerkSignIn, out: nothing },
  signOut: { in: nothing, out: nothing },
  /** The screens count the idle minutes (`facts.lockAfterMinutes`) and call this. */
  lock: { in: nothing, out: nothing },
  unlock: { in: z.strictObject({ pin }), out: nothing },
  approve: { in: z.strictObject({ supervisor: id, pin, what: approvable }), out: approval },

  // the shift
  openShift: { in: openShift.omit(withoutUuid), out: shift },
  movement: { in: cashMovement.omit(withoutUuid), out: shift },
  xReport: { in: nothing, out: shiftReport },
  zReport: { in: z.strictObject({ shift: id }), out: shiftReport },
  closeShift: { in: closeShift.omit(withoutUuid), out: shiftReport },
  /** Puts a report into the print queue; closing a shift does so by itself. */
  printReport: { in: z.strictObject({ report: shiftReport }), out: nothing },

  // choosing. Offline these answer from what was last seen: the allotted seats read as free, all others as blocked.
  programme: { in: z.strictObject({ date: z.iso.date().optional() }), out: tillDay },
  house: { in: z.strictObject({ screening: id }), out: tillHouse },
  best: { in: z.strictObject({ screening: id, count: z.int().min(1).max(50) }), out: bestSeats },
  /** `expiresAt` and `id` are null offline: the seats are this till's own. */
  hold: {
    in: tillHoldBody.omit(withoutUuid),
    out: tillHold.extend({ id: tillHold.shape.id.nullable(), expiresAt: tillHold.shape.expiresAt.nullable() }),
  },
  release: { in: z.strictObject({ hold: id }), out: nothing },
  /** Live seats of one screening: a `snapshot` event follows at once and after every reconnect, then `changes`. */
  watch: { in: z.strictObject({ screening: id }), out: nothing },
  unwatch: { in: z.strictObject({ screening: id }), out: nothing },

  // selling. The answer is the sale at hand when its outcome is known, or after ten seconds whatever is known then
  // (`phase: 'unknown'`); `TillState.sale` tells on. A card is steered by `cardStep` and `cancelSale`.
  sell: { in: saleBody.omit(withoutUuid), out: saleAtHand },
  cardStep: { in: cardStep, out: saleAtHand },
  /** Also ends a sale whose outcome is unknown: it is either found to be paid, or will never be. */
  cancelSale: { in: z.strictObject({ uuid }), out: saleAtHand },
  /** The clerk has read the end of it; the till is free for the next customer. */
  doneWithSale: { in: nothing, out: nothing },
  /** The outcome stays unknown and the line cut: others may be served from this till's own seats meanwhile. */
  setAside: { in: z.strictObject({ uuid }), out: nothing },

  // after the sale
  findOrders: { in: z.strictObject({ q: z.string().trim().min(1).max(200) }), out: tillOrderHits },
  order: { in: z.strictObject({ order: id }), out: tillOrder },
  refund: {
    in: refundBody.omit(withoutUuid).extend({ order: id }),
    out: refunded.omit({ documents: true }),
  },
  exchangeQuote: { in: exchangeWish.extend({ order: id }), out: exchangeQuote },
  exchange: {
    in: exchangeBody.omit(withoutUuid).extend({ order: id }),
    out: exchanged.omit({ documents: true }),
  },
  /**
   * Lets a guest in at this till; what is wrong with a ticket is an answer too. Only with the line whole: another door
   * may have let them in. A scan whose answer was lost is the same scan when the code is read again.
   */
  checkTicket: { in: tillScan.omit(withoutUuid), out: doorAnswer },
  reprint: { in: reprintBody.omit(withoutUuid).extend({ order: id }), out: z.strictObject({ sheets: z.int() }) },

  // printing
  printers: {
    in: nothing,
    out: z.strictObject({ system: z.array(z.object({ name: z.string(), usual: z.boolean() })) }),
  },
  setPrinter: { in: printerSettings, out: nothing },
  testPrint: { in: nothing, out: nothing },
  retryPrint: { in: z.strictObject({ key: z.string() }), out: nothing },
  dropPrint: { in: z.strictObject({ key: z.string() }), out: nothing },

  // the cut line
  seenAccepted: { in: nothing, out: nothing },
  seenRejected: { in: z.strictObject({ uuid }), out: nothing },
} as const satisfies Record<string, { in: z.ZodType; out: z.ZodType }>;

export type CallName = keyof typeof calls;
/** As a screen writes it: what has a default may be left out. */
export type CallInput<K extends CallName> = z.input<(typeof calls)[K]['in']>;
/** As the engine gets it. */
export type CallParsed<K extends CallName> = z.output<(typeof calls)[K]['in']>;
export type CallOutput<K extends CallName> = z.output<(typeof calls)[K]['out']>;

export type Answer<T> = { ok: true; value: T } | { ok: false; refusal: Refused };
/** The shape of any answer on its way through IPC; `value` is checked by the call's own `out`. */
export const answerShape = z.discriminatedUnion('ok', [
  z.object({ ok: z.literal(true), value: z.unknown() }),
  z.object({ ok: z.literal(false), refusal: refused }),
]);

/** Seats of a watched screening, one symbol per seat in plan order (`server/contract/seats.ts`). */
export const seatsEvent = z.discriminatedUnion('kind', [
  z.object({ kind: z.literal('snapshot'), screening: z.int(), states: z.string() }),
  z.object({
    kind: z.literal('changes'),
    screening: z.int(),
    changes: z.array(z.tuple([z.int(), z.string()])),
  }),
]);
export type SeatsEvent = z.infer<typeof seatsEvent>;

/** Screenings of today whose free seats changed: `[screening, free]`. */
export const freeEvent = z.array(z.tuple([z.int(), z.int()]));
export type FreeEvent = z.infer<typeof freeEvent>;

export interface Till {
  state(): Promise<TillState>;
  call<K extends CallName>(name: K, input: CallInput<K>): Promise<Answer<CallOutput<K>>>;
  /** Each returns the function that stops listening. */
  onState(listener: (state: TillState) => void): () => void;
  onSeats(listener: (event: SeatsEvent) => void): () => void;
  onFree(listener: (event: FreeEvent) => void): () => void;
}

/** Names of the IPC channels. */
export const channels = { state: 'till:state', call: 'till:call', events: 'till:events' } as const;

export type TillEvent =
  | { on: 'state'; state: TillState }
  | { on: 'seats'; seats: SeatsEvent }
  | { on: 'free'; free: FreeEvent };
