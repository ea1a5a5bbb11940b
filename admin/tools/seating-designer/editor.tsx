import { useCallback, useEffect, useMemo, useRef, useState } from 'react';
import type { HallPlans, Kept, PlanVersion } from '../../../server/contract/api/staff/halls.ts';
import { type Draft, extentOf } from '../../../server/contract/plan-editing/draft.ts';
import { fromDrawn, toDrawn } from '../../../server/contract/plan-editing/drawn.ts';
import { draftProblems } from '../../../server/contract/plan-editing/problems.ts';
import type { DrawnPlan } from '../../../server/contract/plan-problems.ts';
import type { SeatCategory } from '../../../server/contract/seats.ts';
import { designerWords as words } from '../../../server/contract/words/en/office-designer.ts';
import { rowsOf } from '../../../storefront/ui/seat-map/units.ts';
import { isRefused } from '../client.ts';
import { type Brush, boardEdits } from './board-edits.ts';
import { boardPlan } from './board-plan.ts';
import { Canvas } from './canvas.tsx';
import { HelpDialog, ImportDialog, PublishDialog, VersionsDialog } from './dialogs.tsx';
import { HallPanel } from './hall-panel.tsx';
import { publishPlan, readPlan, saveDraft, setCapacity } from './halls-api.ts';
import { Inspector } from './inspector.tsx';
import { ProblemList, TallyBar } from './tally-bar.tsx';
import { Toolbar } from './toolbar.tsx';
import { TopBar } from './top-bar.tsx';
import { useBoard } from './use-board.ts';
import { useKeys } from './use-keys.ts';
import { useStay } from './use-stay.ts';
import { useView } from './use-view.ts';

export type DraftOnServer = Kept & { version: number };

interface EditorProps {
  hall: HallPlans;
  categories: readonly SeatCategory[];
  /** What the board begins with, and the hall's draft if it is that. */
  first: Draft;
  draftOf: DraftOnServer | null;
  onSale: DrawnPlan | null;
  onBack(): void;
  /** The halls have changed on the server. */
  onChanged(): void;
}

type Note = { text: string; tone: 'good' | 'bad' };
type OpenDialog = 'help' | 'versions' | 'publish' | 'import';

/** One hall on the drawing board. */
export function Editor({ hall, categories, first, draftOf, onSale, onBack, onChanged }: EditorProps) {
  const board = useBoard(first);
  const { draft } = board;
  const frame = useRef<HTMLDivElement>(null);
  const sheet = useRef<HTMLDivElement>(null);
  const view = useView(frame, sheet);
  const [brush, paint] = useState<Brush>({
    category: categories[0]?.code ?? '',
    letters: 'clear',
    numbering: { scheme: 'left-right', start: 1, countAisles: false },
  });
  const setBrush = useCallback((change: Partial<Brush>) => paint((before) => ({ ...before, ...change })), []);
  const [note, setNote] = useState<Note | null>(null);
  const [dialog, setDialog] = useState<OpenDialog | null>(null);
  const [refused, setRefused] = useState<string | null>(null);
  const [busy, setBusy] = useState(false);
  /** The draft as the server has it, while it is one. */
  const [kept, setKept] = useState(draftOf);

  const rows = useMemo(() => rowsOf(boardPlan(draft, categories)), [draft, categories]);
  const codes = useMemo(() => categories.map(({ code }) => code), [categories]);
  const problems = useMemo(
    () => (draft.seats.length === 0 ? [] : draftProblems(draft, new Set(codes))),
    [draft, codes],
  );
  const edits = boardEdits(board, categories, brush);
  const { dirty } = board;

  const fitTo = useCallback(
    ({ seats }: Draft) => {
      const { left, top, right, bottom } = extentOf(seats);
      const room = seats.length === 0 ? 12 : 2.5;
      view.fit({ left: left - room, top: top - 4, right: right + room, bottom: bottom + room });
    },
    [view.fit],
  );
  const fit = useCallback(() => fitTo(draft), [draft, fitTo]);
  // biome-ignore lint/correctness/useExhaustiveDependencies: only what the board begins with is fitted by itself
  useEffect(fit, []);

  useStay(dirty);

  const save = async (): Promise<{ planId: number } | null> => {
    if (kept && !dirty) return kept;
    // A key that is held down repeats: the second time would find its own first in the way.
    if (busy) return null;
    if (draft.seats.length === 0) {
      setNote({ text: words.emptyBoard, tone: 'bad' });
      return null;
    }
    if (problems.length > 0) {
      setNote({ text: words.problemsFirst(problems.length), tone: 'bad' });
      board.select(new Set(problems[0]?.ids));
      return null;
    }
    setBusy(true);
    const answer = await saveDraft(hall.id, toDrawn(draft), kept);
    setBusy(false);
    if (isRefused(answer)) {
      setNote({ text: answer.code === 'changed_meanwhile' ? words.overtaken : answer.message, tone: 'bad' });
      return null;
    }
    board.markSaved(draft);
    setKept(answer);
    setNote({ text: words.saved(answer.version), tone: 'good' });
    onChanged();
    return answer;
  };

  const publish = async () => {
    const saved = await save();
    if (!saved) return setDialog(null);
    setBusy(true);
    const answer = await publishPlan(saved.planId);
    setBusy(false);
    if (isRefused(answer)) return setRefused(answer.message);
    setKept(null);
    setDialog(null);
    setNote({ text: words.published(answer.screeningsOnOlderPlans), tone: 'good' });
    onChanged();
  };

  const restore = async (chosen: PlanVersion) => {
    const answer = await readPlan(chosen.id);
    setDialog(null);
    if (isRefused(answer)) return setNote({ text: answer.message, tone: 'bad' });
    const restored = fromDrawn(answer.plan);
    board.apply(restored, words.edits.restore, new Set());
    fitTo(restored);
    setNote({ text: words.restored(chosen.version), tone: 'good' });
  };

  const limit = async (capacity: number | null) => {
    const answer = await setCapacity(hall.id, capacity);
    setNote(isRefused(answer) ? { text: answer.message, tone: 'bad' } : { text: words.capacitySaved, tone: 'good' });
    onChanged();
  };

  const askPublish = () => {
    setRefused(null);
    if (problems.length > 0 || draft.seats.length === 0) void save();
    else setDialog('publish');
  };
  const close = () => setDialog(null);
  const published = hall.plans.find(({ status }) => status === 'published');
  useKeys({
    board,
    edits,
    rows,
    categories,
    brush,
    view,
    fit,
    save: () => void save(),
    help: () => setDialog('help'),
  });

  return (
    <section className="office designer" aria-label={words.title}>
      <TopBar
        hall={hall}
        board={board}
        kept={kept?.version ?? null}
        busy={busy}
        drawn={() => toDrawn(draft)}
        onBack={() => (!dirty || window.confirm(words.leave)) && onBack()}
        onSave={() => void save()}
        onPublish={askPublish}
        onOpen={setDialog}
      />
      {note && (
        <p className="designer-said office-note" data-tone={note.tone} role="status">
          {note.text}
          <button type="button" aria-label={words.close} onClick={() => setNote(null)}>
            ×
          </button>
        </p>
      )}
      <Toolbar
        tool={board.tool}
        onTool={board.setTool}
        pitch={view.pitch}
        onZoom={(factor) => view.zoomBy(factor)}
        onFit={fit}
      />
      <Canvas {...{ board, rows, categories, problems, brush, frame, sheet, view }} />
      <aside className="designer-inspector" aria-label={words.tools}>
        {board.selection.size > 0 ? (
          <Inspector {...{ draft, categories, edits, brush, setBrush }} selection={board.selection} />
        ) : (
          <HallPanel
            {...{ categories, edits, brush, setBrush }}
            capacity={hall.capacity}
            onCapacity={(capacity) => void limit(capacity)}
          />
        )}
        <ProblemList problems={problems} onShow={(ids) => board.select(new Set(ids), ids[0] ?? null)} />
      </aside>
      <TallyBar draft={draft} categories={categories} capacity={hall.capacity} onSelect={board.select} />
      {dialog === 'help' && <HelpDialog onClose={close} />}
      {dialog === 'versions' && <VersionsDialog hall={hall} onRestore={(plan) => void restore(plan)} onClose={close} />}
      {dialog === 'publish' && (
        <PublishDialog
          hall={hall}
          onSale={published && onSale ? { version: published, plan: onSale } : null}
          drawn={toDrawn(draft)}
          refused={refused}
          busy={busy}
          onPublish={() => void publish()}
          onClose={close}
        />
      )}
      {dialog === 'import' && (
        <ImportDialog
          categories={codes}
          onImport={(imported) => {
            board.apply(imported, words.edits.import, new Set());
            fitTo(imported);
            setDialog(null);
            setNote({ text: words.imported(imported.seats.length), tone: 'good' });
          }}
          onClose={close}
        />
      )}
    </section>
  );
}
