/** What a till says of the time, as PostgreSQL can keep it; null if it is none. */
export function instantOf(at: string): Date | null {
  const ms = Date.parse(at);
  return Number.isNaN(ms) || Math.abs(ms) > 8_000_000_000_000 ? null : new Date(ms);
}
