import { z } from 'zod';
import { minor, uuid } from '../server/contract/till/common.ts';
import { kioskFacts, signedInClerk } from '../server/contract/till/devices.ts';
import { sale } from '../server/contract/till/sales.ts';
import { shift } from '../server/contract/till/shifts.ts';

/** How and where tickets are printed on this machine. */
export const printerSettings = z.discriminatedUnion('kind', [
  /** ESC/POS over TCP: a receipt printer in the network. */
  z.strictObject({
    kind: z.literal('escpos'),
    host: z.string().trim().min(1).max(253),
    port: z.int().min(1).max(65_535).default(9100),
    /** Width of the paper roll in millimetres. */
    paper: z.literal([58, 80]).default(80),
    /** A cash drawer hangs on the printer. */
    drawer: z.boolean().default(true),
  }),
  /** A printer of the system (in a browser: the browser's own printing). `name` null: the usual one. */
  z.strictObject({
    kind: z.literal('system'),
    name: z.string().max(200).nullable().default(null),
    paper: z.literal([58, 80]).default(80),
  }),
  /** Neither: each sheet becomes a PDF in a folder. Electron only. */
  z.strictObject({ kind: z.literal('pdf'), paper: z.literal([58, 80]).default(80) }),
]);
export type PrinterSettings = z.infer<typeof printerSettings>;

/** A sheet that is to be printed or has failed to. Sheets that came out leave the list. */
export const printJob = z.object({
  key: z.string(),
  what: z.enum(['ticket', 'receipt', 'refund', 'report']),
  /** The first large line of it, to tell one from another. */
  title: z.string(),
  /** `unsure`: the till died while it printed; a person looks and says `retryPrint` or `dropPrint`. */
  status: z.enum(['waiting', 'printing', 'failed', 'unsure']),
  /** Why it failed, in words. */
  problem: z.string().nullable(),
});
export type PrintJob = z.infer<typeof printJob>;

/**
 * The sale at hand: from the moment it is sent until the clerk calls `doneWithSale`. It survives a crash. While `phase`
 * is `sending` or `unknown`, nothing is printed and no payment taken.
 */
export const saleAtHand = z.object({
  uuid,
  phase: z.enum(['sending', 'unknown', 'awaiting_card', 'declined', 'paid', 'refused', 'cancelled', 'expired']),
  screening: z.int(),
  lines: z.array(z.object({ seat: z.int(), ticketType: z.int(), price: minor })),
  total: minor,
  /** What the clerk said the customer handed over, or null with cards alone. */
  tendered: minor.nullable(),
  /** Made with the line cut, from this till's own seats. */
  offline: z.boolean(),
  /** The server's answer, without the sheets: those are in `prints`. Null until there is one, and offline. */
  answer: sale.omit({ documents: true }).nullable(),
  change: minor,
  /** Why it was refused. */
  refusal: z.object({ code: z.string(), message: z.string() }).nullable(),
  /** Found again after the till had died or restarted. */
  resumed: z.boolean(),
});
export type SaleAtHand = z.infer<typeof saleAtHand>;

/** Something the till has asked for and not heard the outcome of; it goes on asking with the same uuid. */
export const openAct = z.object({
  uuid,
  kind: z.enum(['sale', 'card', 'cancel', 'refund', 'exchange', 'movement', 'openShift', 'closeShift', 'reprint']),
  since: z.string(),
  attempts: z.int(),
  /** The clerk serves others meanwhile (`setAside`). */
  aside: z.boolean(),
  total: z.int().nullable(),
});
export type OpenAct = z.infer<typeof openAct>;

/** A sale made with the line cut. */
export const cutSale = z.object({
  uuid,
  at: z.string(),
  screening: z.int(),
  total: minor,
  seats: z.array(z.string()),
  outcome: z.enum(['waiting', 'accepted', 'rejected']),
  reason: z.string().nullable(),
});
export type CutSale = z.infer<typeof cutSale>;

/** A refusal as the screens get it: a code to decide by, words to show. Never an exception. */
export const refused = z.object({
  code: z.string(),
  message: z.string(),
  details: z.record(z.string(), z.unknown()).optional(),
});
export type Refused = z.infer<typeof refused>;

/** Everything the screens need to know; sent whole whenever any of it changes. */
export const tillState = z.object({
  /** What can be done now. `no_server`: the address is missing or was never reached; `elsewhere`: open in another tab. */
  phase: z.enum(['starting', 'no_server', 'enrol', 'sign_in', 'locked', 'ready', 'elsewhere']),
  app: z.object({
    face: z.enum(['electron', 'browser']),
    version: z.string(),
    server: z.string().nullable(),
    update: z.enum(['none', 'waiting']),
    fullscreen: z.boolean(),
    /** Words for the screen if the device's token cannot be kept encrypted on this machine; else null. */
    vaultWarning: z.string().nullable(),
    /** Words if the journal cannot be written (disk full, unreadable); nothing is sold then. */
    journalProblem: z.string().nullable(),
  }),
  /** `resolving`: the outcome of something sent is unknown, whatever the link does. `since`: the server's clock. */
  link: z.object({ status: z.enum(['online', 'offline', 'resolving']), since: z.string() }),
  /** The server's clock as the till reckons it at the moment of this state, RFC 3339 UTC; null before the first answer. */
  now: z.string().nullable(),
  facts: kioskFacts.omit({ now: true }).nullable(),
  clerk: signedInClerk.shape.clerk.nullable(),
  shift: shift.nullable(),
  sale: saleAtHand.nullable(),
  open: z.array(openAct),
  prints: z.array(printJob),
  printer: z.object({ settings: printerSettings, ready: z.boolean(), problem: z.string().nullable() }),
  cut: z.object({
    /** `none`: no seats are allotted. `stale`: another copy of this kiosk has the seats; no selling offline. */
    selling: z.enum(['ready', 'none', 'stale']),
    allotted: z.array(z.object({ screening: z.int(), left: z.int() })),
    /** How many the server has taken since somebody last read it (`seenAccepted`). */
    accepted: z.int(),
    /** Newest last: those that wait for the server, and those it rejected until `seenRejected`. */
    sales: z.array(cutSale),
  }),
});
export type TillState = z.infer<typeof tillState>;
