/** Seconds before each further try: about a day in all, then it is given up. */
const delays = [5, 30, 120, 600, 1_800, 3_600, 7_200, 14_400, 28_800, 28_800];

/** When a delivery that failed `tries` times is tried again, up to a tenth later by chance; null: never. */
export function retryAt(tries: number, now: Date): Date | null {
  const delay = delays[tries - 1];
  return delay === undefined ? null : new Date(now.getTime() + delay * 1_000 * (1 + Math.random() / 10));
}
