/** The page's own database: the journal's lines, what is kept by name, and copies of journals for a person to look at. */
export function openDatabase(): Promise<IDBDatabase> {
  const opening = indexedDB.open('foyer-till', 1);
  opening.onupgradeneeded = () => {
    opening.result.createObjectStore('journal', { autoIncrement: true });
    opening.result.createObjectStore('copies', { autoIncrement: true });
    opening.result.createObjectStore('kept');
  };
  return answered(opening);
}

/** One step in one store; resolves once the disk has it, which `strict` asks the browser to wait for. */
export async function change(
  database: IDBDatabase,
  name: 'journal' | 'copies' | 'kept',
  work: (store: IDBObjectStore) => void,
): Promise<void> {
  const step = database.transaction(name, 'readwrite', { durability: 'strict' });
  const done = new Promise<void>((resolve, reject) => {
    step.oncomplete = () => resolve();
    step.onabort = () => reject(step.error ?? new Error('the browser did not keep it'));
  });
  work(step.objectStore(name));
  await done;
}

export function answered<T>(request: IDBRequest<T>): Promise<T> {
  return new Promise((resolve, reject) => {
    request.onsuccess = () => resolve(request.result);
    request.onerror = () => reject(request.error);
  });
}
