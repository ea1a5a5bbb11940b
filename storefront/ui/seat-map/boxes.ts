/** The checkboxes of a map: one for each seat, or pair, that can be chosen. They belong to the form, script or not. */
export function boxesIn(sheet: HTMLElement | null): Iterable<HTMLInputElement> {
  return sheet?.querySelectorAll<HTMLInputElement>('input[data-unit]') ?? [];
}

/** That of a unit, by the unit's id. */
export function boxOf(sheet: HTMLElement | null, unit: number): HTMLInputElement | null {
  return sheet?.querySelector<HTMLInputElement>(`input[data-unit="${unit}"]`) ?? null;
}

/** Ids of the seats that it chooses. */
export function seatsOf(box: HTMLInputElement): number[] {
  return box.value.split(',').map(Number);
}
