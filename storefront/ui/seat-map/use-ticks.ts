import { type RefObject, useReducer, useRef } from 'react';
import { boxesIn, seatsOf } from './boxes.ts';
import { useBrowserLayoutEffect } from './use-browser-layout-effect.ts';

export type ToggleSeats = (ids: readonly number[], chosen: boolean) => void;

/**
 * Tells of every tick, those made before the page was live included, and has exactly that ticked which is chosen.
 * Without `onToggle` the boxes keep what they are given.
 *
 * One listener for the whole hall, and the browser's own event: React's `onChange` compares with what it found when it
 * took a box over, and so misses the very tap that made it hurry.
 */
export function useTicks(
  sheet: RefObject<HTMLElement>,
  selected: ReadonlySet<number>,
  onToggle: ToggleSeats | undefined,
): void {
  const told = useRef(onToggle);
  told.current = onToggle;
  const [, check] = useReducer((times: number) => times + 1, 0);

  useBrowserLayoutEffect(() => {
    const here = sheet.current;
    if (!here) return;
    const tell = (box: HTMLInputElement) => {
      told.current?.(seatsOf(box), box.checked);
      // Where the choice stays as it was, the tick must go again.
      check();
    };
    const onChange = ({ target }: Event) => {
      if (target instanceof HTMLInputElement) tell(target);
    };
    for (const box of boxesIn(here)) if (box.checked !== box.defaultChecked) tell(box);
    here.addEventListener('change', onChange);
    return () => here.removeEventListener('change', onChange);
  }, [sheet]);

  useBrowserLayoutEffect(() => {
    if (!onToggle) return;
    for (const box of boxesIn(sheet.current)) box.checked = seatsOf(box).every((id) => selected.has(id));
  });
}
