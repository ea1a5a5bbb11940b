import type { JournalStore } from '../till/ports.ts';
import { answered, change } from './database.ts';

/** The journal in the page's database, one record a line. */
export function journalStore(database: IDBDatabase): JournalStore {
  const read = async () => {
    const lines = await answered(database.transaction('journal').objectStore('journal').getAll());
    return lines.join('');
  };
  return {
    read,
    append: (line) => change(database, 'journal', (store) => store.add(line)),
    replace: (text) =>
      change(database, 'journal', (store) => {
        store.clear();
        store.add(text);
      }),
    async keepCopy() {
      const text = await read();
      await change(database, 'copies', (store) => store.add({ at: new Date().toISOString(), text }));
    },
  };
}
