import { type PointerEvent as ReactPointerEvent, type RefObject, useCallback, useRef } from 'react';
import type { BoardFilm } from '../../../server/contract/api/staff/board.ts';
import type { NewScreeningBody } from '../../../server/contract/api/staff/schedule.ts';
import { hour, minute, type Slot } from '../../../server/contract/schedule.ts';
import { scheduleWords as words } from '../../../server/contract/words/en/office-schedule.ts';
import { paletteOf } from '../../../storefront/ui/poster/palettes.ts';
import { clock } from './clock.ts';
import { followPointer } from './drag.ts';
import { boxOf, type Layout } from './layout.ts';
import { type Block, conflictsOf, hallOf, type Model, slotOfBlock, slotOfFilm } from './model.ts';
import type { Changes } from './use-changes.ts';

export interface Hands {
  model: Model | null;
  layout: Layout;
  changes: Changes;
  scroller: RefObject<HTMLElement>;
  layer: RefObject<HTMLFieldSetElement>;
  ghost: RefObject<HTMLDivElement>;
  hint: RefObject<HTMLDivElement>;
  bodyFor(film: BoardFilm, slot: Slot): NewScreeningBody;
  onOpen(block: Block): void;
  onSoldMove(block: Block, to: Slot): void;
  onChoose(film: BoardFilm): void;
  onScheduled(id: number): void;
}

/** Where a film is taken hold of: this far behind its start. */
const filmGrip = 20 * minute;

/** What a mouse or a finger does on the board. */
export function useHands(hands: Hands) {
  const now = useRef(hands);
  now.current = hands;
  const busy = useRef(false);
  /** A hand is on the board. */
  const paused = useCallback(() => busy.current, []);

  /** Lets a screening go at a place; answers whether it stays there. */
  const drop = useCallback((block: Block, to: Slot): boolean => {
    const { model, changes, onSoldMove } = now.current;
    if (!model || (to.hallId === block.hallId && to.startsAt === block.startsAt)) return false;
    const problem = problemOf(model, to);
    if (problem) changes.refuseAt(block, problem);
    else if (block.sold > 0) onSoldMove(block, to);
    else void changes.move(block, to);
    return !problem && block.sold === 0;
  }, []);

  const grabBlock = useCallback(
    (event: ReactPointerEvent, block: Block) => {
      const { model, layout, layer, scroller, onOpen } = now.current;
      const element = event.target instanceof Element ? event.target.closest<HTMLElement>('[data-id]') : null;
      if (event.button !== 0 || !model || !element || !layer.current || !scroller.current) return;
      if (block.status === 'cancelled') return onOpen(block);
      const grip = ((event.clientX - element.getBoundingClientRect().left) / layout.hour) * hour;
      busy.current = true;
      followPointer(event.nativeEvent, {
        element,
        scroller: scroller.current,
        layer: layer.current,
        layout,
        model,
        grip,
        slotAt: (place) => slotOfBlock(model, block, place),
        onMove: (slot, conflicts) => show(now.current, slot, conflicts, element),
        onEnd: (slot, _conflicts, moved) => {
          busy.current = false;
          hide(now.current);
          if (!moved) onOpen(block);
          return slot ? drop(block, slot) : false;
        },
      });
    },
    [drop],
  );

  const grabFilm = useCallback((event: ReactPointerEvent, film: BoardFilm) => {
    const { model, layout, layer, scroller, ghost, onChoose } = now.current;
    const element = ghost.current;
    if (event.button !== 0 || !model || !element || !layer.current || !scroller.current) return;
    const corner = layer.current.getBoundingClientRect();
    const sample = slotOfFilm(model, film, { hallId: model.halls[0]?.id ?? 0, startsAt: 0 });
    element.textContent = film.title;
    element.style.setProperty('--film', paletteOf(film).accent);
    element.style.left = `${event.clientX - corner.left - (filmGrip / hour) * layout.hour}px`;
    element.style.top = `${event.clientY - corner.top - layout.lane / 2}px`;
    element.style.width = `${(sample.freeAt / hour) * layout.hour}px`;
    element.style.height = `${layout.lane - 4}px`;
    busy.current = true;
    followPointer(event.nativeEvent, {
      element,
      scroller: scroller.current,
      layer: layer.current,
      layout,
      model,
      grip: filmGrip,
      slotAt: (place) => slotOfFilm(model, film, place),
      onMove: (slot, conflicts) => show(now.current, slot, conflicts, element),
      onEnd: (slot, _conflicts, moved) => {
        busy.current = false;
        hide(now.current);
        if (!moved) onChoose(film);
        if (slot) void putOn(now.current, film, slot);
        return true;
      },
    });
  }, []);

  return { paused, drop, grabBlock, grabFilm };
}

async function putOn({ model, changes, bodyFor, onScheduled }: Hands, film: BoardFilm, slot: Slot): Promise<void> {
  const problem = model && problemOf(model, slot);
  if (problem) return changes.refuseAt(slot, problem);
  const id = await changes.schedule(film, bodyFor(film, slot), slot);
  if (typeof id === 'number') onScheduled(id);
}

/** Why a slot cannot be kept, in words; null if nothing is known against it. */
export function problemOf(model: Model, slot: Slot): string | null {
  const hall = hallOf(model, slot.hallId);
  if (hall && !hall.hasPlan) return words.hallWithoutPlan(hall.name);
  const [first] = conflictsOf(model, slot);
  return first ? conflictWords(model, first) : null;
}

function conflictWords({ timeZone }: Model, { film, startsAt, freeAt }: Block): string {
  return words.inTheWay(film.title, clock(startsAt, timeZone), clock(freeAt, timeZone));
}

/** Where it would be, over the screening that moves; and who is in the way, marked. No React: this runs every frame. */
function show({ model, layout, hint, layer }: Hands, slot: Slot | null, conflicts: Slot[], element: HTMLElement): void {
  const label = hint.current;
  if (!model || !label || !layer.current) return;
  const problem = slot && problemOf(model, slot);
  element.dataset.conflict = String(problem !== null || slot === null);
  for (const marked of layer.current.querySelectorAll<HTMLElement>('[data-hit]')) delete marked.dataset.hit;
  for (const { id } of conflicts) {
    const block = layer.current.querySelector<HTMLElement>(`[data-id="${id}"]`);
    if (block) block.dataset.hit = 'true';
  }
  const box = slot && boxOf(layout, model, slot);
  label.hidden = !box;
  if (!slot || !box) return;
  const at = (ms: number) => clock(ms, model.timeZone);
  const text = problem ?? words.free(hallOf(model, slot.hallId)?.name ?? '', at(slot.startsAt), at(slot.freeAt));
  if (label.textContent !== text) label.textContent = text;
  label.dataset.conflict = String(problem !== null);
  label.style.transform = `translate3d(${box.left}px, ${box.top - 30}px, 0)`;
}

function hide({ hint, layer }: Hands): void {
  if (hint.current) hint.current.hidden = true;
  const marked = layer.current?.querySelectorAll<HTMLElement>('[data-hit], [data-conflict]') ?? [];
  for (const element of marked) {
    delete element.dataset.hit;
    delete element.dataset.conflict;
  }
}
