import { createHash } from 'node:crypto';
import { gzipSync } from 'node:zlib';
import { isRefusal, type Refusal } from '../contract/refusals.ts';

// An answer to everybody costs a few queries and a page of JSON: in a rush it is made once for all. It may be 50 ms old, as
// it may be on its way to a browser; what this process itself writes is seen by the next to ask.

/** A public answer, written out once for all who ask in the same moment. */
export interface KeptReply {
  text: Buffer;
  /** A strong entity tag; it is sent as a weak one. */
  tag: string;
  /** Null where it is too small to gain by it. */
  gzip: Buffer | null;
}

export interface KeptReplies {
  /** The answer to `address`, made by `make` unless one is known that is fresh. Refusals and faults are not kept. */
  get(address: string, make: () => Promise<string | Refusal>): Promise<KeptReply | Refusal>;
  /** Something was changed here: what was read before is not given again. */
  forget(): void;
}

/** As old as an answer may be, in every process. Counted from before it was read. */
const freshMs = 50;
/** What the first packets carry at once gains nothing by being smaller. */
const worthGzip = 8 * 1024;

interface Kept {
  /** When its reading began. */
  since: number;
  reply: Promise<KeptReply | Refusal>;
  /** The reading that begins when this one ends: for those who came too late to share this one. */
  next: Promise<KeptReply | Refusal> | null;
  ended: boolean;
}

/** One reading at a time per address, however long it takes and however many ask. */
export function keptReplies(): KeptReplies {
  const kept = new Map<string, Kept>();

  function read(address: string, make: () => Promise<string | Refusal>): Promise<KeptReply | Refusal> {
    const reply = make().then((answer) => (isRefusal(answer) ? answer : written(answer)));
    const entry: Kept = { since: performance.now(), reply, next: null, ended: false };
    kept.set(address, entry);
    const drop = () => {
      if (kept.get(address) === entry) kept.delete(address);
    };
    reply.then((answer) => {
      entry.ended = true;
      if (isRefusal(answer)) drop();
      else if (!entry.next) setTimeout(drop, freshMs).unref();
    }, drop);
    return reply;
  }

  return {
    get(address, make) {
      const known = kept.get(address);
      if (known && performance.now() - known.since < freshMs) return known.reply;
      if (!known || known.ended) return read(address, make);
      const again = () => read(address, make);
      known.next ??= known.reply.then(again, again);
      return known.next;
    },
    forget: () => kept.clear(),
  };
}

function written(answer: string): KeptReply {
  const text = Buffer.from(answer);
  return {
    text,
    tag: `"${createHash('sha1').update(text).digest('base64url')}"`,
    gzip: text.length > worthGzip ? gzipSync(text, { level: 4 }) : null,
  };
}
