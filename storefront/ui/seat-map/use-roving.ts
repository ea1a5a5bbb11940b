import { type KeyboardEvent, type RefObject, useEffect, useLayoutEffect, useRef, useState } from 'react';
import { isDirection, type MapRow, nearest, type SeatUnit, step } from './units.ts';

// React warns of layout effects on the server, where none runs.
const useBrowserLayoutEffect = typeof document === 'undefined' ? useEffect : useLayoutEffect;

const controlOf = (root: HTMLElement | null, id: number) =>
  root?.querySelector<HTMLInputElement>(`[data-unit="${id}"]`);

/**
 * One seat in the tab order, arrow keys between the others. When the focused seat is taken by someone else, the
 * nearest open one takes its place. `active` is null until the page is live.
 */
export function useRoving(root: RefObject<HTMLElement>, rows: readonly MapRow[], open: (unit: SeatUnit) => boolean) {
  const [active, setActive] = useState<number | null>(null);
  const focused = useRef(false);
  const units = rows.flatMap((row) => row.units);

  useBrowserLayoutEffect(() => {
    const here = units.find((unit) => unit.id === active);
    if (here && open(here)) return;
    const offered = units.filter(open);
    const next = here ? nearest(offered, here) : offered[0];
    if (!next) return;
    setActive(next.id);
    if (here && focused.current) controlOf(root.current, next.id)?.focus();
  });

  const move = (unit: SeatUnit | null) => {
    if (unit) controlOf(root.current, unit.id)?.focus();
  };

  return {
    active,
    handlers: {
      onKeyDown: (event: KeyboardEvent) => {
        if (active === null || !isDirection(event.key) || event.altKey || event.ctrlKey || event.metaKey) return;
        event.preventDefault();
        move(step(rows, active, event.key, open));
      },
      onFocus: (event: { target: EventTarget }) => {
        focused.current = true;
        const id = event.target instanceof HTMLInputElement ? Number(event.target.dataset.unit) : Number.NaN;
        if (Number.isInteger(id)) setActive(id);
      },
      // A control that goes away reports no blur in React: the flag stays, and the next seat takes the focus.
      onBlur: () => {
        focused.current = false;
      },
    },
  };
}
