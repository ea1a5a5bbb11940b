import { useCallback, useEffect, useMemo, useRef, useState } from 'react';
import { bestAvailable, type Floor } from '../../../server/contract/seat-rules.ts';
import { stateOfSymbol } from '../../../server/contract/seats.ts';
import { isFree, judge, labelsOf, lossNotice } from './advice.ts';
import type { Notice, PickerWords, SeatPickerData } from './data.ts';
import { type OpenLine, useLiveSeats } from './use-live-seats.ts';

/** A choice in the making: which seats, what the house says of them, and what others have taken meanwhile. */
export function useSeatChoice(data: SeatPickerData, words: PickerWords, openLine: OpenLine | undefined) {
  const { plan, accessibleReleased, taste, maxSeats } = data;
  const [selected, setSelected] = useState<ReadonlySet<number>>(() => new Set(data.selected));
  const [notice, setNotice] = useState<Notice | null>(data.notice);
  const [sending, setSending] = useState(false);
  const { symbols, live } = useLiveSeats(data.screeningId, data, openLine);
  const floor = useMemo<Floor>(
    () => ({
      plan,
      accessibleReleased,
      taste,
      states: Array.from(symbols, (symbol) => stateOfSymbol[symbol] ?? 'blocked'),
    }),
    [plan, accessibleReleased, taste, symbols],
  );

  const before = useRef(selected);
  before.current = selected;
  const choose = useCallback(
    (seats: readonly number[], said: Notice | null = null) => {
      // At once: several seats that were ticked before the script arrived are told of in one go.
      before.current = new Set(seats);
      setSelected(before.current);
      setNotice(said ?? judge(floor, seats, words));
    },
    [floor, words],
  );

  const latest = useRef({ choose, floor });
  latest.current = { choose, floor };

  // Stable, so that of three hundred seats only the changed ones are drawn again.
  const toggle = useCallback(
    (ids: readonly number[], chosen: boolean) => {
      const next = new Set(before.current);
      for (const id of ids) chosen ? next.add(id) : next.delete(id);
      if (chosen && next.size > maxSeats) setNotice({ tone: 'warn', text: words.seats.tooMany(maxSeats) });
      else latest.current.choose([...next]);
    },
    [maxSeats, words],
  );

  useEffect(() => {
    const lost = [...before.current].filter((id) => !isFree(floor, id));
    // What this page is just sending becomes "held": by its own customer.
    if (lost.length === 0 || sending) return;
    const kept = [...before.current].filter((id) => isFree(floor, id));
    setSelected(new Set(kept));
    setNotice(lossNotice(floor, lost, kept, words));
  }, [floor, words, sending]);

  const best = (count: number) => {
    const found = bestAvailable(floor, count);
    if (!found) return setNotice({ tone: 'warn', text: words.seats.notThatMany(count) });
    choose(found, { tone: 'good', text: words.seats.found(labelsOf(plan, found)) });
  };

  /** Whether the choice may be sent; if not, the notice says why. */
  const submit = (): boolean => {
    const seats = [...selected];
    const broken =
      seats.length === 0 ? { tone: 'warn' as const, text: words.seats.chooseFirst } : judge(floor, seats, words);
    setNotice(broken);
    setSending(!broken);
    return !broken;
  };

  return { selected, notice, floor, live, sending, toggle, choose, best, submit };
}
