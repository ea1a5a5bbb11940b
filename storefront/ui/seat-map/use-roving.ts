import { type KeyboardEvent, type RefObject, useMemo, useRef } from 'react';
import { boxesIn, boxOf } from './boxes.ts';
import { isDirection, type MapRow, nearest, type SeatUnit, step } from './units.ts';
import { useBrowserLayoutEffect } from './use-browser-layout-effect.ts';

/**
 * One seat in the tab order, arrow keys between the others. When the focused seat is taken by someone else, the
 * nearest open one takes its place. Until the page is live every box is in the tab order.
 *
 * The order is written to the boxes: given to them as a prop, it would draw every seat anew when the page comes to life.
 */
export function useRoving(sheet: RefObject<HTMLElement>, rows: readonly MapRow[], open: (unit: SeatUnit) => boolean) {
  const active = useRef<number | null>(null);
  const focused = useRef(false);
  const units = useMemo(() => rows.flatMap((row) => row.units), [rows]);

  const put = () => {
    for (const box of boxesIn(sheet.current)) {
      const place = Number(box.dataset.unit) === active.current ? 0 : -1;
      if (box.tabIndex !== place) box.tabIndex = place;
    }
  };

  useBrowserLayoutEffect(() => {
    const here = units.find((unit) => unit.id === active.current);
    if (!here || !open(here)) {
      const offered = units.filter(open);
      const next = here ? nearest(offered, here) : offered[0];
      if (next) active.current = next.id;
      if (next && here && focused.current) boxOf(sheet.current, next.id)?.focus();
    }
    put();
  });

  return {
    onKeyDown: (event: KeyboardEvent) => {
      if (active.current === null || !isDirection(event.key) || event.altKey || event.ctrlKey || event.metaKey) return;
      event.preventDefault();
      const next = step(rows, active.current, event.key, open);
      if (next) boxOf(sheet.current, next.id)?.focus();
    },
    onFocus: ({ target }: { target: EventTarget }) => {
      focused.current = true;
      if (!(target instanceof HTMLInputElement)) return;
      active.current = Number(target.dataset.unit);
      put();
    },
    // A control that goes away reports no blur in React: the flag stays, and the next seat takes the focus.
    onBlur: () => {
      focused.current = false;
    },
  };
}
