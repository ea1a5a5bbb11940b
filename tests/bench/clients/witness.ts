/** Knows, from answers alone, who was granted what, and counts each seat that was granted to two at once. */
export class Witness {
  twice = 0;
  private readonly granted = new Map<string, number>();

  grant(seats: readonly string[]): void {
    for (const seat of seats) {
      const holders = (this.granted.get(seat) ?? 0) + 1;
      if (holders > 1) this.twice += 1;
      this.granted.set(seat, holders);
    }
  }

  end(seats: readonly string[]): void {
    for (const seat of seats) {
      const holders = (this.granted.get(seat) ?? 0) - 1;
      if (holders > 0) this.granted.set(seat, holders);
      else this.granted.delete(seat);
    }
  }
}
