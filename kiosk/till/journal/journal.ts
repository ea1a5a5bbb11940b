import type { JournalStore } from '../ports.ts';
import { decode, encode } from './codec.ts';
import { emptyMemory, fold } from './fold.ts';
import type { JournalRecord, Memory } from './records.ts';

/** Rewritten when it has grown beyond this many lines since it was last whole. */
const longEnough = 2_000;

export interface Journal {
  memory(): Memory;
  /** Resolves once the disk has it; throws if the disk will not take it, and then nothing has been said. */
  write(record: JournalRecord): Promise<void>;
  /** Words if it cannot be written now, or some of it could not be read. */
  problem(): string | null;
}

export interface JournalWords {
  full: string;
  damaged: string;
}

/** Reads what is there, heals a torn end, and goes on. Writes queue up: one line at a time, in order. */
export async function openJournal(store: JournalStore, words: JournalWords, changed: () => void): Promise<Journal> {
  const { records, torn, damaged } = decode(await store.read());
  let memory = records.reduce(fold, emptyMemory);
  let lines = records.length;
  let problem: string | null = damaged > 0 ? words.damaged : null;
  let unfinished = false;
  let queue: Promise<void> = Promise.resolve();

  const compact = async () => {
    await store.replace(encode({ t: 'memory', memory }));
    lines = 1;
    unfinished = false;
  };
  if (damaged > 0) await store.keepCopy();
  if (torn || damaged > 0 || lines > longEnough) await compact();

  const write = async (record: JournalRecord) => {
    try {
      // A write that failed may have left half a line behind; nothing may be added after that.
      if (unfinished || lines > longEnough) await compact();
      unfinished = true;
      await store.append(encode(record));
      unfinished = false;
    } catch (cause) {
      problem = words.full;
      changed();
      throw new Error(words.full, { cause });
    }
    if (problem === words.full) problem = null;
    lines += 1;
    memory = fold(memory, record);
    changed();
  };
  return {
    memory: () => memory,
    problem: () => problem,
    write(record) {
      const written = queue.then(() => write(record));
      queue = written.catch(() => {});
      return written;
    },
  };
}
