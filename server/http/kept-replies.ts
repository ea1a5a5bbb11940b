import { createHash } from 'node:crypto';
import { gzipSync } from 'node:zlib';
import { isRefusal, type Refusal } from '../contract/refusals.ts';
import type { Wait } from './rate-limit.ts';

// An answer to everybody costs a few queries and a page of JSON: in a rush it is made once for all. It may be 50 ms old, as
// it may be on its way to a browser; what this process itself writes is seen by the next to ask.

/** A public answer, written out once for all who ask in the same moment. */
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
  /** The budget that it is taken from. */
  wait: Wait | null;
  /** Under which its requests are counted: `/api/movies`. */
  route: string;
}

export interface KeptReplies {
  /** The answer to `address`, made by `make` unless one is known that is fresh. Refusals and faults are not kept. */
  get(address: string, manner: Manner, make: () => Promise<string | Refusal>): Promise<KeptReply | Refusal>;
  /** The answer that is known and fresh. Null as well when it is time to `get` it, so that it stays so. */
  known(address: string): KeptReply | null;
  /** Something was changed here: what was read before is not given again. */
  forget(): void;
}

/** As old as an answer may be, in every process. Counted from before it was read. */
const freshMs = 50;
/** From then on it is read anew, while all who ask still have what is known: nobody waits at its end. */
const aheadMs = 40;
/** What the first packets carry at once gains nothing by being smaller. */
const worthGzip = 8 * 1024;

interface Kept {
  /** When its reading began. */
  since: number;
  reply: Promise<KeptReply | Refusal>;
  /** What came of it. */
  known: KeptReply | null;
  /** The reading that takes its place: ahead of its end, or for those who came too late to share this one. */
  next: Promise<KeptReply | Refusal> | null;
  ended: boolean;
}

/** One reading at a time per address, however long it takes and however many ask. */
export function keptReplies(): KeptReplies {
  const kept = new Map<string, Kept>();
  const ageOf = (entry: Kept) => performance.now() - entry.since;

  /** Takes the place of `before` once there is something to give. */
  function read(
    address: string,
    manner: Manner,
    make: () => Promise<string | Refusal>,
    before?: Kept,
  ): Promise<KeptReply | Refusal> {
    const since = performance.now();
    const reply = make().then((answer) => (isRefusal(answer) ? answer : written(answer, manner, before?.known)));
    const entry: Kept = { since, reply, known: null, next: null, ended: false };
    if (!before) kept.set(address, entry);
    const drop = () => {
      if (kept.get(address) === entry) kept.delete(address);
    };
    reply.then(
      (answer) => {
        entry.ended = true;
        if (before && kept.get(address) === before) kept.set(address, entry);
        if (isRefusal(answer)) return drop();
        entry.known = answer;
        setTimeout(() => {
          if (!entry.next) drop();
        }, freshMs).unref();
      },
      () => {
        if (before && kept.get(address) === before) kept.delete(address);
        drop();
      },
    );
    return reply;
  }

  return {
    get(address, manner, make) {
      const entry = kept.get(address);
      if (!entry) return read(address, manner, make);
      const age = ageOf(entry);
      const again = () => read(address, manner, make, entry);
      if (entry.ended && age >= aheadMs) entry.next ??= again();
      if (age < freshMs) return entry.reply;
      entry.next ??= entry.reply.then(again, again);
      return entry.next;
    },
    known(address) {
      const entry = kept.get(address);
      if (!entry?.known || ageOf(entry) >= freshMs) return null;
      return entry.next || ageOf(entry) < aheadMs ? entry.known : null;
    },
    forget: () => kept.clear(),
  };
}

/** What is as it was before is not tagged and compressed again. */
function written(answer: string, manner: Manner, before: KeptReply | null = null): KeptReply {
  const text = Buffer.from(answer);
  if (before?.text.equals(text)) return { ...before, manner };
  return {
    text,
    tag: `"${createHash('sha1').update(text).digest('base64url')}"`,
    gzip: text.length > worthGzip ? gzipSync(text, { level: 4 }) : null,
    manner,
  };
}
