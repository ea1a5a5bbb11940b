import { useCallback, useState } from 'react';

export interface Kept {
  door: string;
  sound: boolean;
  /** Screenings chosen on `date`; empty: all of that day. */
  chosen: number[];
  date: string;
  /** Guests let in unasked whose trouble was seen to. */
  seen: string[];
}

const key = 'door';
const usual: Kept = { door: '', sound: true, chosen: [], date: '', seen: [] };

/** What this device remembers of its door. */
export function useKept(): [Kept, (change: Partial<Kept>) => void] {
  const [kept, setKept] = useState<Kept>(() => ({ ...usual, ...readJson<Partial<Kept>>(key, {}) }));
  const keep = useCallback((change: Partial<Kept>) => {
    setKept((before) => {
      const after = { ...before, ...change };
      writeJson(key, after);
      return after;
    });
  }, []);
  return [kept, keep];
}

export function readJson<T>(name: string, otherwise: T): T {
  try {
    return JSON.parse(localStorage.getItem(name) ?? '') as T;
  } catch {
    return otherwise;
  }
}

/** Where nothing can be kept, the door works until it is reloaded. */
export function writeJson(name: string, value: unknown): void {
  try {
    localStorage.setItem(name, JSON.stringify(value));
  } catch {}
}
