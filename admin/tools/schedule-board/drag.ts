import { besideNeighbour, minute, type Slot, snapped } from '../../../server/contract/schedule.ts';
import { boxOf, type Layout, placeAt } from './layout.ts';
import { conflictsOf, type Model, type Place } from './model.ts';

export interface Drag {
  /** What moves under the hand; its own box is where it began. */
  element: HTMLElement;
  /** The area that scrolls, and the layer in it whose corner is the first lane's. */
  scroller: HTMLElement;
  layer: HTMLElement;
  layout: Layout;
  model: Model;
  /** How far behind the start the hand took hold, in milliseconds. */
  grip: number;
  /** How long it takes which hall from when. */
  slotAt(place: Place): Slot;
  /** Tells where it is now; null where it cannot be let go. */
  onMove(slot: Slot | null, conflicts: Slot[]): void;
  /**
   * It was let go: `slot` is null if beside the lanes, or given up. `moved`: whether it was more than a click. Answers
   * whether it stays there; otherwise it springs back.
   */
  onEnd(slot: Slot | null, conflicts: Slot[], moved: boolean): boolean;
}

/** A hand trembles: less than this is a click. */
const threshold = 4;
/** Near a neighbour a screening comes to touch it. */
const magnet = 4 * minute;
const edge = 48;

/**
 * Follows one pointer from its press to its release. Nothing but a transform is written while it moves, at most once a
 * frame, and nothing is read from the page but the corner of the layer.
 */
export function followPointer(down: PointerEvent, drag: Drag): void {
  const { element, scroller, layer, layout, model } = drag;
  const begin = { x: down.clientX, y: down.clientY };
  const corner = layer.getBoundingClientRect();
  const own = element.getBoundingClientRect();
  const home = { left: own.left - corner.left, top: own.top - corner.top };
  let last = { x: begin.x, y: begin.y, minutes: 5 };
  let moved = false;
  let frame = 0;
  let target: Slot | null = null;
  let conflicts: Slot[] = [];

  // With the pointer captured, the release is ours wherever it happens: outside the window too.
  element.setPointerCapture(down.pointerId);

  function place(): void {
    frame = 0;
    scrollAtEdges();
    const { left, top } = layer.getBoundingClientRect();
    const [x, y] = [last.x - left, last.y - top];
    const under = placeAt(layout, model, x, y);
    target = under && slotNear(under);
    const box = target && boxOf(layout, model, target);
    if (!target || !box) {
      target = null;
      conflicts = [];
      shift(home.left + last.x - begin.x - (left - corner.left), home.top + last.y - begin.y - (top - corner.top));
    } else {
      conflicts = conflictsOf(model, target);
      shift(box.left, box.top);
    }
    drag.onMove(target, conflicts);
  }

  function slotNear(under: Place): Slot {
    const startsAt = snapped(under.startsAt - drag.grip, last.minutes);
    const slot = drag.slotAt({ ...under, startsAt });
    if (last.minutes === 1) return slot;
    const exact = drag.slotAt({ ...under, startsAt: under.startsAt - drag.grip });
    const touching = besideNeighbour(exact, model.taking, magnet);
    return touching === exact.startsAt ? slot : drag.slotAt({ ...under, startsAt: touching });
  }

  function shift(left: number, top: number): void {
    element.style.transform = `translate3d(${left - home.left}px, ${top - home.top}px, 0)`;
  }

  function scrollAtEdges(): void {
    const view = scroller.getBoundingClientRect();
    if (last.x < view.left - edge || last.y < view.top - edge) return;
    const pull = (near: number, far: number) => (near < edge ? near - edge : far < edge ? edge - far : 0) / 4;
    const [dx, dy] = [
      pull(last.x - view.left - layout.label, view.right - last.x),
      pull(last.y - view.top, view.bottom - last.y),
    ];
    if (dx === 0 && dy === 0) return;
    const before = [scroller.scrollLeft, scroller.scrollTop];
    scroller.scrollBy(dx, dy);
    if (before[0] !== scroller.scrollLeft || before[1] !== scroller.scrollTop) frame ||= requestAnimationFrame(place);
  }

  const onMove = (event: PointerEvent) => {
    if (event.pointerId !== down.pointerId) return;
    last = { x: event.clientX, y: event.clientY, minutes: event.shiftKey ? 1 : 5 };
    if (!moved && Math.hypot(last.x - begin.x, last.y - begin.y) < threshold) return;
    if (!moved) {
      moved = true;
      element.dataset.dragging = 'true';
    }
    frame ||= requestAnimationFrame(place);
  };
  const onKey = (event: KeyboardEvent) => {
    if (event.key !== 'Escape') return;
    event.preventDefault();
    end(false);
  };
  const onUp = (event: PointerEvent) => {
    if (event.pointerId !== down.pointerId) return;
    // The last step may still wait for its frame.
    if (moved) place();
    end(true);
  };
  const onCancel = () => end(false);

  function end(kept: boolean): void {
    cancelAnimationFrame(frame);
    element.removeEventListener('pointermove', onMove);
    element.removeEventListener('pointerup', onUp);
    element.removeEventListener('pointercancel', onCancel);
    window.removeEventListener('keydown', onKey, true);
    delete element.dataset.dragging;
    const from = element.style.transform;
    const stays = drag.onEnd(kept && moved ? target : null, conflicts, moved);
    element.style.transform = '';
    const calm = window.matchMedia('(prefers-reduced-motion: reduce)').matches;
    if (!stays && from && !calm) {
      element.animate([{ transform: from }, { transform: 'none' }], { duration: 180, easing: 'ease-out' });
    }
  }
  element.addEventListener('pointermove', onMove);
  element.addEventListener('pointerup', onUp);
  element.addEventListener('pointercancel', onCancel);
  window.addEventListener('keydown', onKey, true);
}
