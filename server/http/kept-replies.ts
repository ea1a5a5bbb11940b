import { createHash } from 'node:crypto';
import { gzipSync } from 'node:zlib';
import { isRefusal, type Refusal } from '../contract/refusals.ts';
import { type OneAtATime, oneAtATime } from './one-at-a-time.ts';
import { type Beat, freshMs, type Moment, type Part, type Pulse, youngMs } from './pulse.ts';
import type { Wait } from './rate-limit.ts';

// An answer to everybody costs a few queries and a page of JSON: it is made once for all, and again when something has
// changed that it is made of. It may be 50 ms old, as it may be on its way to a browser; what this process itself writes is
// seen by the next to ask.

/** A public answer, written out once for all who ask until it changes. */
export interface KeptReply {
  text: Buffer;
  /** A strong entity tag; it is sent as a weak one. */
  tag: string;
  /** Null where it is too small to gain by it. */
  gzip: Buffer | null;
  manner: Manner;
}

/** How an answer is given, by whomever. */
export interface Manner {
  /** Its media type. */
  type: string;
  cacheControl: string;
  /** What else than `Accept-Encoding` it depends on. */
  vary: string | null;
  /** What it is made of. */
  of: Part;
  /** The budget that it is taken from. */
  wait: Wait | null;
  /** Under which its requests are counted: `/api/movies`. */
  route: string;
}

/** An answer that need not be written out if it would be what it was. */
export interface Sketch {
  /** Tells it apart from any other answer at its address, as long as the programme has not changed. */
  basis: string;
  write(): string;
  /** When it changes though nothing is written. */
  until: Date | null;
}

export type Make = () => Promise<string | Sketch | Refusal>;

export interface KeptReplies {
  /** The answer to `address`, made by `make` unless one is known that still stands. Refusals and faults are not kept. */
  get(address: string, manner: Manner, make: Make): Promise<KeptReply | Refusal>;
  /** The answer that is known and stands. Null as well when it is time to `get` it, so that it stays so. */
  known(address: string): KeptReply | null;
  /** Something was written here: whatever was read of that part before has to be looked at again. */
  forget(part: Part): void;
}

/** From then on what has changed is made anew, while all who ask still have what is known: nobody waits at its end. */
const aheadMs = 40;
/** What depends on seats is made anew then, come what may: the clocks of the database and of this machine may differ. */
const longestMs = 1_000;
/** What the first packets carry at once gains nothing by being smaller. */
const worthGzip = 8 * 1024;
/** All that is kept together, whatever the addresses that people think of. */
const mostBytes = 16 * 1024 * 1024;

/** An answer, and why it may be given. */
interface Made extends Moment {
  reply: KeptReply;
  basis: string | null;
  edition: number;
  /** Null: it may have been made of what was older. */
  stamp: string | null;
  /** On the clock of `performance`. */
  until: number;
}

interface Slot {
  manner: Manner;
  make: Make;
  made: Made | null;
  readings: OneAtATime<Moment, KeptReply | Refusal>;
  bytes: number;
}

/** One reading at a time per address, however long it takes and however many ask. */
export function keptReplies(pulse: Pulse, most = mostBytes): KeptReplies {
  const slots = new Map<string, Slot>();
  let bytes = 0;

  /** Null as well when it is time to make it anew. */
  function standing({ made, manner: { of }, readings }: Slot): KeptReply | null {
    if (!made) return null;
    if (pulse.holds(made, of, youngMs)) return made.reply;
    const beat = pulse.last(of);
    if (beat && confirmed(made, beat, of)) return made.reply;
    return pulse.holds(made, of, readings.busy() ? freshMs : aheadMs) ? made.reply : null;
  }

  async function read(address: string, slot: Slot): Promise<KeptReply | Refusal> {
    const { manner, make, made: before } = slot;
    const beat = await pulse.fresh(manner.of, youngMs);
    if (before && confirmed(before, beat, manner.of)) return before.reply;
    const began = performance.now();
    const answer = await make();
    if (isRefusal(answer)) {
      drop(address, slot);
      return answer;
    }
    const { basis, until, write } = typeof answer === 'string' ? written(answer) : answer;
    const same = before !== null && basis !== null && before.basis === basis && before.edition === beat.edition;
    const reply = same ? { ...before.reply, manner } : replyOf(write(), manner, before?.reply);
    const longest = manner.of === 'programme' ? Number.POSITIVE_INFINITY : longestMs;
    slot.made = {
      since: beat.since,
      order: beat.order,
      reply,
      basis,
      edition: beat.edition,
      // What it is made of may itself have been `freshMs` old.
      stamp: beat.steadySince + freshMs <= began ? beat.stamp : null,
      until: began + Math.min(longest, until ? until.getTime() - Date.now() : longest),
    };
    keep(address, slot);
    return reply;
  }

  function slotOf(address: string, manner: Manner, make: Make): Slot {
    const known = slots.get(address);
    if (known) return Object.assign(known, { manner, make });
    const slot: Slot = {
      manner,
      make,
      made: null,
      bytes: 0,
      readings: oneAtATime(pulse.begin, () =>
        read(address, slot).catch((fault) => {
          drop(address, slot);
          throw fault;
        }),
      ),
    };
    slots.set(address, slot);
    return slot;
  }

  /** Room is made by what was made longest ago. */
  function keep(address: string, slot: Slot): void {
    const size = slot.made ? sizeOf(address, slot.made) : 0;
    drop(address, slot, slot.made);
    slot.bytes = size;
    bytes += size;
    slots.set(address, slot);
    for (const [other, oldest] of slots) {
      if (bytes <= most || oldest === slot) break;
      drop(other, oldest);
    }
  }

  function drop(address: string, slot: Slot, made: Made | null = null): void {
    slot.made = made;
    bytes -= slot.bytes;
    slot.bytes = 0;
    if (slots.get(address) === slot) slots.delete(address);
  }

  return {
    async get(address, manner, make) {
      const slot = slotOf(address, manner, make);
      const { made, readings } = slot;
      const reply = standing(slot);
      if (reply) return reply;
      const reading = readings.share((begun) => pulse.holds(begun, manner.of, youngMs));
      if (!made || !pulse.holds(made, manner.of)) return reading;
      // Ahead of its end. Whoever comes after that hears of a fault.
      reading.catch(() => {});
      return made.reply;
    },
    known(address) {
      const slot = slots.get(address);
      return slot ? standing(slot) : null;
    },
    forget: (part) => pulse.forget(part),
  };
}

/** Whether a later look at the database shows that the answer stands; it is then as good as new. */
function confirmed(made: Made, beat: Beat, of: Part): boolean {
  if (made.edition !== beat.edition || performance.now() >= made.until) return false;
  if (of === 'house' && made.stamp !== beat.stamp) return false;
  if (beat.order > made.order) [made.order, made.since] = [beat.order, beat.since];
  return true;
}

const written = (text: string) => ({ basis: null, until: null, write: () => text });

/** What is as it was before is not tagged and compressed again. */
function replyOf(answer: string, manner: Manner, before: KeptReply | null = null): KeptReply {
  const text = Buffer.from(answer);
  if (before?.text.equals(text)) return { ...before, manner };
  return {
    text,
    tag: `"${createHash('sha1').update(text).digest('base64url')}"`,
    gzip: text.length > worthGzip ? gzipSync(text, { level: 3 }) : null,
    manner,
  };
}

/** What is given is there as text as well (`send-kept.ts`). */
function sizeOf(address: string, { reply, basis }: Made): number {
  return 2 * (address.length + (basis?.length ?? 0) + reply.text.length + (reply.gzip?.length ?? 0)) + 1024;
}
