import { useCallback, useState } from 'react';
import { mondayOf } from './clock.ts';
import { hourWidths } from './layout.ts';
import type { View } from './toolbar.tsx';

/** What is looked at. The address keeps it, so that a reload, or a colleague, sees the same days. */
export function useView(): { view: View; look(view: Partial<View>): void } {
  const [view, setView] = useState(fromAddress);
  const look = useCallback((wanted: Partial<View>) => {
    setView((before) => {
      const next = { ...before, ...wanted };
      // A week is one from Monday to Sunday. A week's hours start narrow, a day's wide.
      if (next.days === 7 && next.from) next.from = mondayOf(next.from);
      if (wanted.days && wanted.days !== before.days && wanted.zoom === undefined) next.zoom = usualZoom(wanted.days);
      const address = new URL(window.location.href);
      if (next.from) address.searchParams.set('date', next.from);
      address.searchParams.set('view', next.days === 7 ? 'week' : 'day');
      window.history.replaceState(window.history.state, '', address);
      return next;
    });
  }, []);
  return { view, look };
}

function fromAddress(): View {
  const asked = new URLSearchParams(window.location.search);
  const days = asked.get('view') === 'week' ? 7 : 1;
  const date = asked.get('date') ?? '';
  const from = /^\d{4}-\d{2}-\d{2}$/.test(date) ? date : '';
  return { from: days === 7 && from ? mondayOf(from) : from, days, zoom: usualZoom(days) };
}

function usualZoom(days: 1 | 7): number {
  return hourWidths.indexOf(days === 7 ? 44 : 60);
}
