import { type KeyboardEvent as ReactKeyboardEvent, useCallback, useEffect, useRef, useState } from 'react';
import { minute, type Slot } from '../../../server/contract/schedule.ts';
import { scheduleWords as words } from '../../../server/contract/words/en/office-schedule.ts';
import { clock, daysAfter } from './clock.ts';
import { type Block, dayAt, hallOf, type Model, slotOfBlock } from './model.ts';
import { problemOf } from './use-hands.ts';

export interface Keys {
  model: Model | null;
  drop(block: Block, to: Slot): boolean;
  onAdd(after: Block | null): void;
  onEnd(block: Block): void;
  onPublish(block: Block): void;
  onUndo(): void;
  onRedo(): void;
}

/** A moment without another key, and the screening is saved where it stands. */
const settleMs = 900;

/** What the keyboard does on the board: everything that a hand does. */
export function useKeys(keys: Keys) {
  const now = useRef(keys);
  now.current = keys;
  const [nudge, setNudge] = useState<Slot | null>(null);
  const moving = useRef<{ block: Block; to: Slot; timer: number } | null>(null);

  const stop = useCallback(() => {
    if (moving.current) clearTimeout(moving.current.timer);
    moving.current = null;
    setNudge(null);
  }, []);

  /** Saves what the arrow keys did; what is in the way is said, and the screening goes back. */
  const settle = useCallback(() => {
    const move = moving.current;
    stop();
    if (move) now.current.drop(move.block, move.to);
  }, [stop]);

  const onKeyDown = useCallback(
    (event: ReactKeyboardEvent, block: Block) => {
      const { model, onEnd, onPublish } = now.current;
      if (!model || event.ctrlKey || event.metaKey || event.altKey) return;
      if (event.key === 'Escape') return stop();
      if (event.key === 'Delete' || event.key === 'Backspace') return onEnd(block);
      if (event.key.toLowerCase() === 'p' && block.status === 'draft') return onPublish(block);
      if (event.key === 'Enter') return settle();
      const from = moving.current?.block.id === block.id ? moving.current.to : block;
      const to = stepped(model, block, from, event.key, event.shiftKey);
      if (!to || block.status === 'cancelled') return;
      event.preventDefault();
      if (moving.current) clearTimeout(moving.current.timer);
      moving.current = { block, to, timer: window.setTimeout(settle, settleMs) };
      setNudge(to);
    },
    [settle, stop],
  );

  useEffect(() => {
    const onWindowKey = (event: KeyboardEvent) => {
      const target = event.target instanceof Element ? event.target : null;
      if (target?.closest('input, select, textarea, dialog')) return;
      const command = event.ctrlKey || event.metaKey;
      const key = event.key.toLowerCase();
      if (command && key === 'z') {
        event.preventDefault();
        if (event.shiftKey) now.current.onRedo();
        else now.current.onUndo();
      } else if (command && key === 'y') {
        event.preventDefault();
        now.current.onRedo();
      } else if (!command && !event.altKey && key === 'n') {
        event.preventDefault();
        const id = Number(target?.closest<HTMLElement>('[data-id]')?.dataset.id);
        now.current.onAdd(now.current.model?.blocks.find((block) => block.id === id) ?? null);
      }
    };
    window.addEventListener('keydown', onWindowKey);
    return () => window.removeEventListener('keydown', onWindowKey);
  }, []);

  return { nudge, spoken: keys.model && nudge ? spoken(keys.model, nudge) : '', onKeyDown, settle };
}

/** Where a key takes a screening: five minutes or one, a hall, a day at the same time of the clock. */
function stepped(model: Model, block: Block, from: Slot, key: string, fine: boolean): Slot | null {
  const hall = model.halls.findIndex((one) => one.id === from.hallId);
  const sideways = (fine ? 1 : 5) * minute;
  const to = (startsAt: number, hallId = from.hallId) => slotOfBlock(model, block, { hallId, startsAt });
  switch (key) {
    case 'ArrowLeft':
      return dayAt(model, from.startsAt - sideways) ? to(from.startsAt - sideways) : null;
    case 'ArrowRight':
      return dayAt(model, from.startsAt + sideways) ? to(from.startsAt + sideways) : null;
    case 'ArrowUp':
      return to(from.startsAt, model.halls[hall - 1]?.id);
    case 'ArrowDown':
      return to(from.startsAt, model.halls[hall + 1]?.id);
    case 'PageUp':
    case 'PageDown': {
      const day = dayAt(model, from.startsAt);
      const date = day && daysAfter(day.date, key === 'PageUp' ? -1 : 1);
      const other = model.days.find((one) => one.date === date);
      // The same time after the cut-off is the same time of the clock, but for the hours after a change.
      return day && other ? to(other.from + (from.startsAt - day.from)) : null;
    }
    default:
      return null;
  }
}

function spoken(model: Model, slot: Slot): string {
  const at = (ms: number) => clock(ms, model.timeZone);
  return (
    problemOf(model, slot) ?? words.free(hallOf(model, slot.hallId)?.name ?? '', at(slot.startsAt), at(slot.freeAt))
  );
}
