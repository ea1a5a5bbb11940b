/** The middle one of some seats, where the hall is larger than its window. */
export function bringIntoSight(map: HTMLElement | null, seats: readonly number[]): void {
  const middle = String(seats[Math.floor(seats.length / 2)]);
  const boxes = map?.querySelectorAll<HTMLInputElement>('input[name="seat"]') ?? [];
  const box = Array.from(boxes).find(({ value }) => value.split(',').includes(middle));
  box?.scrollIntoView({ block: 'center', inline: 'center' });
}
