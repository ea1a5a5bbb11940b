import { memo, type RefObject, useMemo } from 'react';
import type { Slot } from '../../../server/contract/schedule.ts';
import { scheduleWords as words } from '../../../server/contract/words/en/office-schedule.ts';
import { ScreeningBlock } from './block.tsx';
import { boardSize, boxOf, type Layout, roomyLane } from './layout.ts';
import { type Block, conflictsOf, hallOf, type Model } from './model.ts';
import { Strips } from './strips.tsx';
import type { Changes } from './use-changes.ts';

interface Props {
  model: Model;
  layout: Layout;
  changes: Changes;
  /** A screening that the arrow keys are moving, not saved yet. */
  nudge: Slot | null;
  scroller: RefObject<HTMLElement>;
  layer: RefObject<HTMLFieldSetElement>;
  ghost: RefObject<HTMLDivElement>;
  hint: RefObject<HTMLDivElement>;
  onPointerDown(event: React.PointerEvent, block: Block): void;
  onKeyDown(event: React.KeyboardEvent, block: Block): void;
  onOpen(block: Block): void;
  onLeave(): void;
  onPublishDay(date: string): void;
}

/** Halls, hours and screenings. One layer carries all blocks, so that a block can cross from day to day. */
export const Grid = memo(function Grid(props: Props) {
  const { model, layout, changes, nudge } = props;
  const byId = useMemo(() => new Map(model.blocks.map((block) => [block.id, block])), [model]);
  const drafts = useMemo(() => {
    const count = new Map<string, number>();
    for (const { status, businessDate } of model.blocks) {
      if (status === 'draft') count.set(businessDate, (count.get(businessDate) ?? 0) + 1);
    }
    return count;
  }, [model]);
  const blockOf = (target: EventTarget) => {
    const element = target instanceof Element ? target.closest<HTMLElement>('[data-id]') : null;
    return byId.get(Number(element?.dataset.id));
  };
  const size = boardSize(layout, model);
  const clashes = nudge ? new Set(conflictsOf(model, nudge).map((one) => one.id)) : null;
  const refused = changes.refused && boxOf(layout, model, changes.refused.at);

  return (
    // biome-ignore lint/a11y/noNoninteractiveTabindex: what scrolls must be reachable without a mouse
    <section className="schedule-scroller" ref={props.scroller} aria-label={words.board} tabIndex={0}>
      <div className="schedule-content" style={{ width: size.width + layout.label, height: size.height }}>
        <Strips model={model} layout={layout} drafts={drafts} onPublishDay={props.onPublishDay} />
        <fieldset
          className="schedule-layer"
          ref={props.layer}
          aria-label={words.total(model.taking.length)}
          style={{ left: layout.label, width: size.width, height: size.height }}
          onPointerDown={(event) => {
            const block = blockOf(event.target);
            if (block) props.onPointerDown(event, block);
          }}
          onKeyDown={(event) => {
            const block = blockOf(event.target);
            if (block) props.onKeyDown(event, block);
          }}
          onClick={(event) => {
            const block = blockOf(event.target);
            // A click of the pointer was seen when it was let go; this one comes of the keyboard.
            if (block && event.detail === 0) props.onOpen(block);
          }}
          onBlur={props.onLeave}
          data-week={model.days.length > 1 || undefined}
          data-roomy={layout.lane >= roomyLane || undefined}
        >
          {model.blocks.map((block) => {
            const placed = changes.placed.get(block.id);
            const nudged = nudge?.id === block.id ? nudge : undefined;
            const slot = nudged ?? placed ?? block;
            const box = boxOf(layout, model, slot);
            const inTheWay = clashes && (clashes.has(block.id) || (nudged && clashes.size > 0));
            return (
              box && (
                <ScreeningBlock
                  key={block.id}
                  block={block}
                  hall={hallOf(model, slot.hallId)?.name ?? ''}
                  zone={model.timeZone}
                  slot={slot}
                  box={box}
                  state={inTheWay ? 'in-the-way' : placed ? 'saving' : nudged ? 'nudged' : undefined}
                />
              )
            );
          })}
          <div className="schedule-block schedule-ghost" ref={props.ghost} aria-hidden="true" />
          <div className="schedule-hint" ref={props.hint} aria-hidden="true" />
          {refused && changes.refused && (
            <div className="schedule-refusal" style={{ left: refused.left, top: refused.top + refused.height }}>
              {changes.refused.text}
            </div>
          )}
        </fieldset>
      </div>
    </section>
  );
});
