import { memo } from 'react';
import { minute, type Slot } from '../../../server/contract/schedule.ts';
import { scheduleWords as words } from '../../../server/contract/words/en/office-schedule.ts';
import { paletteOf } from '../../../storefront/ui/poster/palettes.ts';
import { clock } from './clock.ts';
import type { Box } from './layout.ts';
import type { Block } from './model.ts';

interface Props {
  block: Block;
  hall: string;
  zone: string;
  /** Where it stands for now, if not where the server has it. */
  slot: Slot;
  box: Box;
  state: 'saving' | 'nudged' | 'in-the-way' | undefined;
}

/** One screening on the board. Drawn again only if something about it changed; a drag moves it without React. */
export const ScreeningBlock = memo(
  function ScreeningBlock({ block, hall, zone, slot, box, state }: Props) {
    const all = slot.freeAt - slot.startsAt;
    const share = (minutes: number) => `${((minutes * minute) / all) * 100}%`;
    const cleaning = (all - (block.preShowMinutes + block.filmMinutes) * minute) / minute;
    const starts = clock(slot.startsAt, zone);
    const ends = clock(slot.startsAt + (block.preShowMinutes + block.filmMinutes) * minute, zone);
    const pinned = block.sold > 0 && block.status !== 'cancelled';
    const { accent } = paletteOf(block.film);
    // What is read begins with what is seen, word for word.
    const seen = [
      block.film.title,
      words.until(starts, ends),
      block.format === '2D' ? null : block.format,
      block.status === 'published' ? words.soldOf(block.sold, block.seats) : null,
    ];
    const name = words.blockName([
      seen.filter(Boolean).join(' '),
      hall,
      statusWords(block),
      pinned ? words.pinned : null,
    ]);
    return (
      <button
        type="button"
        className="schedule-block"
        data-id={block.id}
        data-status={block.status}
        data-pinned={pinned || undefined}
        data-state={state}
        aria-label={name}
        title={block.cancelReason ?? undefined}
        style={{ ...box, ...(block.status === 'cancelled' && { height: 12 }), ['--film' as string]: accent }}
      >
        <span className="schedule-part" data-part="pre-show" style={{ width: share(block.preShowMinutes) }} />
        <span className="schedule-part" data-part="cleaning" style={{ width: share(cleaning) }} />
        {block.status !== 'cancelled' && (
          <span className="schedule-text">
            <b>{block.film.title}</b>{' '}
            <span className="schedule-times">
              {words.until(starts, ends)} {block.format !== '2D' && <em>{block.format}</em>}
            </span>{' '}
            {block.status === 'published' && (
              <span className="schedule-seats">{words.soldOf(block.sold, block.seats)}</span>
            )}
          </span>
        )}
        {pinned && (
          <>
            <svg className="schedule-pin" viewBox="0 0 16 16" aria-hidden="true">
              <path d="M10.5 1 15 5.5l-1.4.4-2.7 2.7-.3 3.2-1.3 1.3L6 9.8l-4 4-.8.2.2-.8 4-4L2.1 5.9l1.3-1.3 3.2-.3 2.7-2.7z" />
            </svg>
            <span className="schedule-fill">
              <span style={{ width: `${Math.min(100, (block.sold / Math.max(1, block.seats)) * 100)}%` }} />
            </span>
          </>
        )}
      </button>
    );
  },
  (a, b) =>
    a.block === b.block &&
    a.state === b.state &&
    a.slot.startsAt === b.slot.startsAt &&
    a.slot.freeAt === b.slot.freeAt &&
    a.hall === b.hall &&
    a.box.left === b.box.left &&
    a.box.top === b.box.top &&
    a.box.width === b.box.width &&
    a.box.height === b.box.height,
);

function statusWords({ status }: Block): string {
  if (status === 'draft') return words.draft;
  return status === 'cancelled' ? words.cancelled : words.onSale;
}
