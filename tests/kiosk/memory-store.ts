import type { JournalStore } from '../../kiosk/till/ports.ts';

export interface MemoryStore extends JournalStore {
  text: string;
  copies: string[];
  /** Called before each write with what is to be written; what it returns is done instead, or the write as it is. */
  before: ((line: string) => 'fail' | 'tear' | 'die' | undefined) | null;
}

/** A disk in memory that can fill up, tear a line in two, or stop answering for good as a machine that lost its power. */
export function memoryStore(text = ''): MemoryStore {
  const store: MemoryStore = {
    text,
    copies: [],
    before: null,
    read: async () => store.text,
    async append(line) {
      const fate = store.before?.(line);
      if (fate === 'tear') store.text += line.slice(0, line.length / 2);
      if (fate === 'fail' || fate === 'tear') throw new Error('the disk is full');
      if (fate === 'die') await new Promise(() => {});
      store.text += line;
    },
    async replace(whole) {
      const fate = store.before?.(whole);
      if (fate === 'die') await new Promise(() => {});
      if (fate) throw new Error('the disk is full');
      store.text = whole;
    },
    async keepCopy() {
      store.copies.push(store.text);
    },
  };
  return store;
}
