import type { Pulse } from './pulse.ts';

/**
 * What `load` answers, which must be made of the programme alone: loaded once per process and change of the programme.
 * Rejects as `load` does.
 */
export type Remember = <T>(key: string, load: () => Promise<T>) => Promise<T>;

export function rememberWith(pulse: Pulse, most = 1_000): Remember {
  let edition: number | null = null;
  let known = new Map<string, Promise<unknown>>();
  return async <T>(key: string, load: () => Promise<T>): Promise<T> => {
    const beat = pulse.last('programme') ?? (await pulse.fresh('programme'));
    if (beat.edition !== edition || known.size >= most) [edition, known] = [beat.edition, new Map()];
    const mine = known;
    const value = (mine.get(key) ?? load()) as Promise<T>;
    mine.set(key, value);
    value.catch(() => mine.delete(key));
    return value;
  };
}
