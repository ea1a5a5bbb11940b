import { useCallback, useEffect, useMemo, useRef, useState } from 'react';
import type { BoardFilm } from '../../../server/contract/api/staff/board.ts';
import type { NewScreeningBody } from '../../../server/contract/api/staff/schedule.ts';
import { hour, likelyCard, type Slot } from '../../../server/contract/schedule.ts';
import { scheduleWords as words } from '../../../server/contract/words/en/office-schedule.ts';
import { mondayOf } from './clock.ts';
import { Dialogs, type Open } from './dialogs.tsx';
import { Grid } from './grid.tsx';
import { hourWidths, layoutOf } from './layout.ts';
import { type Block, dayAt, type Model } from './model.ts';
import { type Defaults, Palette } from './palette.tsx';
import { dayName } from './strips.tsx';
import { Toolbar } from './toolbar.tsx';
import { useBoard } from './use-board.ts';
import { useChanges } from './use-changes.ts';
import { useHands } from './use-hands.ts';
import { useKeys } from './use-keys.ts';
import { useView } from './use-view.ts';

/** The schedule of all halls: drag films in, move them about, copy days, publish. */
export default function ScheduleBoard() {
  const { view, look } = useView();
  const [open, setOpen] = useState<Open | null>(null);
  const [defaults, setDefaults] = useState<Defaults>({ priceCardId: null, format: '2D', language: null });
  const [focus, setFocus] = useState<number | null>(null);
  const [scroller, layer] = [useRef<HTMLElement>(null), useRef<HTMLFieldSetElement>(null)];
  const [ghost, hint] = [useRef<HTMLDivElement>(null), useRef<HTMLDivElement>(null)];
  const handsOn = useRef<() => boolean>(() => false);
  const { model, stale, refresh } = useBoard(
    view.from || null,
    view.days,
    useCallback(() => handsOn.current(), []),
  );
  const changes = useChanges(model, refresh);
  const [days, halls] = [model?.days.length ?? 1, model?.halls.length ?? 0];
  const layout = useMemo(() => layoutOf(days, halls, hourWidths[view.zoom] ?? 60), [days, halls, view.zoom]);

  const bodyFor = useCallback(
    (film: BoardFilm, slot: Slot) => ({
      ...makeOf(model, film, slot.startsAt, defaults),
      hallId: slot.hallId,
      start: { at: new Date(slot.startsAt).toISOString() },
    }),
    [model, defaults],
  );
  const close = useCallback(() => setOpen(null), []);
  const publish = useCallback((blocks: Block[]) => void changes.publish(draftsOf(blocks)), [changes]);
  const onOpen = useCallback((block: Block) => setOpen({ kind: 'details', id: block.id, ending: false }), []);
  const { paused, drop, grabBlock, grabFilm } = useHands({
    model,
    layout,
    changes,
    scroller,
    layer,
    ghost,
    hint,
    bodyFor,
    onOpen,
    onSoldMove: (block, to) => setOpen({ kind: 'sold', block, to }),
    onChoose: (film) => setOpen({ kind: 'add', film, after: null }),
    onScheduled: setFocus,
  });
  const { nudge, spoken, onKeyDown, settle } = useKeys({
    model,
    drop,
    onAdd: (after) => setOpen({ kind: 'add', film: null, after }),
    onEnd: (block) => setOpen({ kind: 'details', id: block.id, ending: true }),
    onPublish: (block) => publish([block]),
    onUndo: () => void changes.undo(),
    onRedo: () => void changes.redo(),
  });
  handsOn.current = () => paused() || nudge !== null;

  // Until the first answer nobody here knows which business day it is.
  const today = model?.today;
  useEffect(() => {
    if (!view.from && today) look({ from: view.days === 7 ? mondayOf(today) : today });
  }, [view.from, view.days, today, look]);
  useScrollToFirst(model, layout.hour, scroller);
  useEffect(() => {
    if (focus === null || !model?.blocks.some((block) => block.id === focus)) return;
    layer.current?.querySelector<HTMLElement>(`[data-id="${focus}"]`)?.focus();
    setFocus(null);
  }, [focus, model, layer]);

  const languages = useMemo(() => [...new Set(model?.blocks.map((block) => block.language))].sort(), [model]);
  const onUndo = useCallback(() => void changes.undo(), [changes]);
  const onRedo = useCallback(() => void changes.redo(), [changes]);
  const onPublishDay = useCallback(
    (date: string) => publish(model?.blocks.filter((block) => block.businessDate === date) ?? []),
    [publish, model],
  );

  if (!model) {
    return (
      <div className="office schedule">
        <p className="office-note" role="status" data-tone={stale ? 'bad' : undefined}>
          {stale ?? words.loading}
        </p>
      </div>
    );
  }
  const own = model.blocks.filter((block) => dayAt(model, block.startsAt));
  const [first, last] = [model.days[0], model.days.at(-1)];
  return (
    <div className="office schedule">
      <Toolbar
        view={view}
        title={
          first && last && first !== last
            ? `${dayName(first, 'short')} – ${dayName(last, 'short')}`
            : dayName(first ?? { date: model.today }, 'long')
        }
        drafts={draftsOf(own).length}
        history={changes.history}
        zooms={hourWidths.length}
        onView={look}
        onToday={() => look({ from: model.today })}
        onUndo={onUndo}
        onRedo={onRedo}
        onAdd={() => setOpen({ kind: 'add', film: null, after: null })}
        onCopy={() => setOpen({ kind: 'copy' })}
        onPublish={() => publish(own)}
      />
      <div className="schedule-body">
        <Palette
          priceCards={model.priceCards}
          languages={languages}
          defaults={defaults}
          onDefaults={setDefaults}
          onPointerDown={grabFilm}
          onChoose={(film) => setOpen({ kind: 'add', film, after: null })}
        />
        <Grid
          model={model}
          layout={layout}
          changes={changes}
          nudge={nudge}
          scroller={scroller}
          layer={layer}
          ghost={ghost}
          hint={hint}
          onPointerDown={grabBlock}
          onKeyDown={onKeyDown}
          onOpen={onOpen}
          onLeave={settle}
          onPublishDay={onPublishDay}
        />
      </div>
      <div className="schedule-foot">
        <p className="schedule-said" role="status" data-tone={stale ? 'bad' : changes.said?.tone}>
          {spoken || (stale ? words.stale : (changes.said?.text ?? (own.length === 0 ? words.empty : '')))}
        </p>
        <p className="office-muted schedule-keys">{words.keys}</p>
        <p className="office-muted figures">
          {words.total(own.filter((block) => block.status !== 'cancelled').length)}
        </p>
      </div>
      {open && (
        <Dialogs
          open={open}
          model={model}
          view={view}
          changes={changes}
          make={(film, at) => makeOf(model, film, at, defaults)}
          onClose={close}
          onSold={(block, to) => setOpen({ kind: 'sold', block, to })}
          onLook={look}
          onScheduled={setFocus}
          refresh={refresh}
        />
      )}
    </div>
  );
}

function draftsOf(blocks: readonly Block[]): number[] {
  return blocks.filter((block) => block.status === 'draft').map((block) => block.id);
}

/** Everything about a new screening but its place: like its film's and its day's other ones, where nothing else is set. */
function makeOf(
  model: Model | null,
  film: BoardFilm,
  at: number,
  { priceCardId, format, language }: Defaults,
): Omit<NewScreeningBody, 'hallId' | 'start'> {
  const blocks = model?.blocks ?? [];
  const like = blocks.find((block) => block.filmId === film.id && (!language || block.language === language));
  const day = (model && dayAt(model, at)) ?? { date: '', from: at, to: at };
  return {
    filmId: film.id,
    priceCardId: priceCardId ?? likelyCard(at, day, blocks) ?? model?.priceCards[0]?.id ?? 0,
    format,
    language: language ?? like?.language ?? (film.language || 'en'),
    subtitles: like?.subtitles ?? null,
  };
}

/** Nothing is on at six in the morning: the board opens where the day's first screening begins. */
function useScrollToFirst(model: Model | null, hourWidth: number, scroller: React.RefObject<HTMLElement>) {
  const shown = useRef('');
  useEffect(() => {
    const key = `${model?.days[0]?.date} ${model?.days.length}`;
    if (!model || !scroller.current || shown.current === key) return;
    shown.current = key;
    const starts = model.blocks.flatMap((block) => {
      const day = dayAt(model, block.startsAt);
      return day ? [block.startsAt - day.from] : [];
    });
    const first = starts.length > 0 ? Math.min(...starts) : 3 * hour;
    scroller.current.scrollLeft = Math.max(0, (first / hour - 0.5) * hourWidth);
  }, [model, hourWidth, scroller]);
}
