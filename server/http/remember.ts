import type { Pulse } from './pulse.ts';

/**
 * What `load` answers, which must be made of the programme alone: loaded once per process and change of the programme.
 * `weight`: what takes the room of so many. Rejects as `load` does.
 */
export type Remember = <T>(key: string, load: () => Promise<T>, weight?: number) => Promise<T>;

export function rememberWith(pulse: Pulse, most = 1_000): Remember {
  let edition: number | null = null;
  let known = new Map<string, Promise<unknown>>();
  let weighs = 0;
  return async <T>(key: string, load: () => Promise<T>, weight = 1): Promise<T> => {
    const beat = pulse.last('programme') ?? (await pulse.fresh('programme'));
    if (beat.edition !== edition || weighs >= most) [edition, known, weighs] = [beat.edition, new Map(), 0];
    const mine = known;
    const before = mine.get(key) as Promise<T> | undefined;
    if (before) return before;
    const value = load();
    mine.set(key, value);
    weighs += weight;
    value.catch(() => mine.delete(key));
    return value;
  };
}
