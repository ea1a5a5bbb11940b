import { type PointerEvent, type RefObject, useRef, useState } from 'react';
import { addRow } from '../../../server/contract/plan-editing/add-row.ts';
import { openAisle } from '../../../server/contract/plan-editing/aisles.ts';
import { moveSeats, snapped } from '../../../server/contract/plan-editing/arrange.ts';
import type { Point } from '../../../server/contract/plan-editing/draft.ts';
import type { RowLetters } from '../../../server/contract/plan-editing/row-names.ts';
import { designerWords as words } from '../../../server/contract/words/en/office-designer.ts';
import type { Board } from './use-board.ts';
import type { View } from './use-view.ts';

/** What the pointer is in the middle of, for drawing: a row being pulled, a box around seats, an aisle to be. */
export type Gesture =
  | { kind: 'stroke'; from: Point; to: Point }
  | { kind: 'marquee'; from: Point; to: Point }
  | { kind: 'aisle'; x: number };

interface Pressed {
  how: 'stroke' | 'marquee' | 'drag' | 'pan';
  at: Point;
  client: { x: number; y: number };
  /** What was chosen before a marquee that adds to it. */
  kept: ReadonlySet<number>;
  /** The seat that was pressed without a modifier: a click, not a drag, leaves it alone chosen. */
  seat: number | null;
  moved: boolean;
}

const adds = (event: { shiftKey: boolean; ctrlKey: boolean; metaKey: boolean }) =>
  event.shiftKey || event.ctrlKey || event.metaKey;

function seatUnder(target: EventTarget): number | null {
  const seat = target instanceof Element ? target.closest<HTMLElement>('[data-seat]') : null;
  return seat ? Number(seat.dataset.seat) : null;
}

/** Pixels below which a press is a click. */
const STILL = 4;

interface Given {
  board: Board;
  view: View;
  sheet: RefObject<HTMLElement>;
  /** The seats that go with one: both halves of a love seat. */
  unitOf(id: number): readonly number[];
  runOf(id: number): readonly number[];
  brush: { category: string; letters: RowLetters };
  /** Gives the keyboard to the board. */
  focus(): void;
}

/** The pointer on the board: draw, choose, drag, look around. A drag moves the seats by a transform until it is let go. */
export function usePointer({ board, view, sheet, unitOf, runOf, brush, focus }: Given) {
  const pressed = useRef<Pressed | null>(null);
  const [gesture, setGesture] = useState<Gesture | null>(null);

  const dragTo = (x: number, y: number) => {
    sheet.current?.style.setProperty('--drag-x', String(x));
    sheet.current?.style.setProperty('--drag-y', String(y));
  };
  const offset = (from: Pressed, to: Point, event: PointerEvent) => {
    const step = event.altKey ? 0.1 : 0.5;
    return { x: snapped(to.x - from.at.x, step), y: snapped(to.y - from.at.y, step) };
  };
  const grid = (place: Point): Point => ({ x: snapped(place.x), y: snapped(place.y) });

  const pressSeat = (id: number, event: PointerEvent): boolean => {
    const ids = unitOf(id);
    const chosen = board.selection.has(id);
    if (adds(event)) {
      const next = new Set(board.selection);
      for (const each of ids) chosen ? next.delete(each) : next.add(each);
      board.select(next, id);
      return !chosen;
    }
    if (!chosen) board.select(new Set(ids), id);
    else board.select(board.selection, id);
    return true;
  };

  const onPointerDown = (event: PointerEvent<HTMLElement>) => {
    if (event.button > 1) return;
    const at = view.placeAt(event);
    const press = (how: Pressed['how'], kept: ReadonlySet<number> = new Set(), seat: number | null = null) => {
      pressed.current = { how, at, client: { x: event.clientX, y: event.clientY }, kept, seat, moved: false };
    };
    if (event.target instanceof Element && event.target.closest('button')) return;
    event.preventDefault();
    focus();
    if (event.button === 1 || board.tool === 'pan') return press('pan');
    if (board.tool === 'row') {
      press('stroke');
      setGesture({ kind: 'stroke', from: grid(at), to: grid(at) });
      return;
    }
    if (board.tool === 'aisle') {
      const rows = board.selection.size > 0 ? board.selection : null;
      board.apply(openAisle(board.draft, rows, snapped(at.x)), words.edits.aisle);
      return;
    }
    const id = seatUnder(event.target);
    if (id !== null) {
      if (pressSeat(id, event)) press('drag', new Set(), adds(event) ? null : id);
      return;
    }
    if (!adds(event)) board.select(new Set(), null);
    press('marquee', adds(event) ? board.selection : new Set());
  };

  const onPointerMove = (event: PointerEvent<HTMLElement>) => {
    const now = pressed.current;
    if (!now) {
      if (board.tool === 'aisle') setGesture({ kind: 'aisle', x: snapped(view.placeAt(event).x) });
      return;
    }
    if (!now.moved && Math.hypot(event.clientX - now.client.x, event.clientY - now.client.y) > STILL) {
      now.moved = true;
      event.currentTarget.setPointerCapture(event.pointerId);
    }
    if (!now.moved) return;
    const to = view.placeAt(event);
    if (now.how === 'pan') {
      view.panBy(event.clientX - now.client.x, event.clientY - now.client.y);
      now.client = { x: event.clientX, y: event.clientY };
    } else if (now.how === 'drag') {
      const by = offset(now, to, event);
      dragTo(by.x, by.y);
    } else if (now.how === 'stroke') setGesture({ kind: 'stroke', from: grid(now.at), to: grid(to) });
    else {
      setGesture({ kind: 'marquee', from: now.at, to });
      board.select(within(now.at, to, now.kept));
    }
  };

  /** The seats whose centres lie in the box, whole love seats only ever both. */
  const within = (a: Point, b: Point, kept: ReadonlySet<number>): Set<number> => {
    const [left, right] = [Math.min(a.x, b.x), Math.max(a.x, b.x)];
    const [top, bottom] = [Math.min(a.y, b.y), Math.max(a.y, b.y)];
    const inside = board.draft.seats.filter(({ x, y }) => x >= left && x <= right && y >= top && y <= bottom);
    return new Set([...kept, ...inside.flatMap(({ id }) => unitOf(id))]);
  };

  const onPointerUp = (event: PointerEvent<HTMLElement>) => {
    const now = pressed.current;
    pressed.current = null;
    setGesture(null);
    dragTo(0, 0);
    if (!now || event.type === 'pointercancel') return;
    const to = view.placeAt(event);
    if (now.how === 'drag' && now.moved) {
      board.apply(moveSeats(board.draft, board.selection, offset(now, to, event)), words.edits.move);
    }
    if (now.how === 'drag' && !now.moved && now.seat !== null) board.select(new Set(unitOf(now.seat)), now.seat);
    if (now.how === 'stroke') {
      // Not selected: the next row is drawn with the same brush, which stands where the selection's particulars would.
      const { draft } = addRow(board.draft, { from: grid(now.at), to: grid(now.moved ? to : now.at), ...brush });
      board.apply(draft, words.edits.row, new Set());
    }
  };

  const onDoubleClick = (event: { target: EventTarget; shiftKey: boolean }) => {
    const id = seatUnder(event.target);
    if (id === null || board.tool !== 'select') return;
    board.select(new Set([...(event.shiftKey ? board.selection : []), ...runOf(id)]), id);
  };

  const handlers = {
    onPointerDown,
    onPointerMove,
    onPointerUp,
    onPointerCancel: onPointerUp,
    onPointerLeave: () => {
      if (!pressed.current) setGesture(null);
    },
    onDoubleClick,
  };
  return { gesture, handlers };
}
