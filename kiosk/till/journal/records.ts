import { z } from 'zod';
import { allotted, offlineSale, reconciled } from '../../../server/contract/till/allotments.ts';
import { uuid } from '../../../server/contract/till/common.ts';
import { printDocument } from '../../../server/contract/till/prints.ts';
import { openAct, saleAtHand } from '../../ipc-state.ts';

/** Something asked of the server, written down and flushed before it is sent. */
export const act = z.object({
  uuid,
  kind: openAct.shape.kind,
  /** Of the operation that this kind of act asks. */
  params: z.record(z.string(), z.union([z.string(), z.int()])),
  body: z.unknown(),
  at: z.string(),
  total: z.int().nullable(),
  /** The sale that this act makes or steers. */
  sale: uuid.nullable(),
  aside: z.boolean().default(false),
  /** The clerk gave the sale up before its outcome was known: what is asked from now on is that it never be. */
  abandoned: z.boolean().default(false),
});
export type Act = z.infer<typeof act>;

const cutEntry = z.object({
  entry: offlineSale,
  /** The installation that sold it. */
  instance: z.string(),
  seats: z.array(z.string()),
  outcome: z.enum(['waiting', 'accepted', 'rejected']),
  reason: z.string().nullable(),
});
export type CutEntry = z.infer<typeof cutEntry>;

const sheet = z.object({ document: printDocument, started: z.boolean() });
export type Sheet = z.infer<typeof sheet>;

/** All that the journal says, folded: what a compacted journal begins with. */
export const memory = z.object({
  acts: z.array(act),
  sales: z.array(saleAtHand),
  lease: z.object({ instance: z.string(), allotted, stale: z.boolean() }).nullable(),
  /** A sync whose answer is not known: what is leased meanwhile is not known either. */
  syncing: uuid.nullable(),
  /** Seats sold since the lease was asked for, `screening:seat`. */
  used: z.array(z.string()),
  cut: z.array(cutEntry),
  /** Number of the last entry of the lease's epoch. */
  seq: z.int(),
  sheets: z.array(sheet),
});
export type Memory = z.infer<typeof memory>;

export const journalRecord = z.discriminatedUnion('t', [
  z.object({ t: z.literal('memory'), memory }),
  z.object({ t: z.literal('act'), act, sale: saleAtHand.nullable() }),
  z.object({ t: z.literal('aside'), uuid }),
  z.object({ t: z.literal('abandon'), uuid }),
  /** The outcome of an act, with what it prints, in one line: both or neither. */
  z.object({ t: z.literal('end'), uuid, sale: saleAtHand.nullable(), documents: z.array(printDocument) }),
  /** The sale went on at the card reader. */
  z.object({ t: z.literal('sale'), sale: saleAtHand, documents: z.array(printDocument) }),
  z.object({ t: z.literal('cleared'), uuid }),
  z.object({ t: z.literal('syncing'), uuid }),
  z.object({ t: z.literal('leased'), instance: z.string(), allotted }),
  z.object({ t: z.literal('stale') }),
  /** With a new code: what was leased before is nobody's. */
  z.object({ t: z.literal('enrolled') }),
  z.object({ t: z.literal('cut'), cut: cutEntry, sale: saleAtHand, documents: z.array(printDocument) }),
  z.object({ t: z.literal('verdicts'), results: reconciled.shape.results }),
  z.object({ t: z.literal('seen'), uuid }),
  z.object({ t: z.literal('sheets'), documents: z.array(printDocument) }),
  z.object({ t: z.literal('printing'), key: z.string() }),
  /** It did not come out, or a person wants it again. */
  z.object({ t: z.literal('reset'), key: z.string() }),
  z.object({ t: z.literal('printed'), key: z.string() }),
]);
export type JournalRecord = z.infer<typeof journalRecord>;
