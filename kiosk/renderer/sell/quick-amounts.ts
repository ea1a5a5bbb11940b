const notes = [1, 2, 5, 10, 20, 50, 100, 200, 500, 1000];

/** What a customer is likely to hand over for a total, in minor units: the exact amount, then up to full notes. */
export function quickAmounts(total: number, unit: number): number[] {
  const rounded = notes.map((note) => Math.ceil(total / (note * unit)) * note * unit);
  return [...new Set([total, ...rounded])].sort((a, b) => a - b).slice(0, 6);
}
