import { curveOf } from '../../../server/contract/plan-editing/curve.ts';
import type { Draft, DraftSeat } from '../../../server/contract/plan-editing/draft.ts';
import { isLabelPart } from '../../../server/contract/plan-editing/plan-file.ts';
import { type SeatCategory, type SeatKind, seatLabel } from '../../../server/contract/seats.ts';
import { designerWords as words } from '../../../server/contract/words/en/office-designer.ts';
import type { BoardEdits, Brush } from './board-edits.ts';
import { Choice, Section, TextField, wholeNumber } from './fields.tsx';
import { CategoryPicker, KindPicker } from './pickers.tsx';

interface InspectorProps {
  draft: Draft;
  selection: ReadonlySet<number>;
  categories: readonly SeatCategory[];
  edits: BoardEdits;
  brush: Brush;
  setBrush(change: Partial<Brush>): void;
}

/** What is selected, and everything that can be done to it. */
export function Inspector({ draft, selection, categories, edits, brush, setBrush }: InspectorProps) {
  const seats = draft.seats.filter((seat) => selection.has(seat.id));
  const rows = [...new Set(seats.map((seat) => seat.row))];
  return (
    <>
      <h2>{words.chosen(seats.length, rows)}</h2>
      <Section title={words.category}>
        <CategoryPicker
          categories={categories}
          value={same(seats, (seat) => seat.category)}
          onPick={(code) => edits.category(code)}
        />
      </Section>
      <Section title={words.kind}>
        <KindPicker value={same(seats, (seat) => seat.kind)} onPick={(kind: SeatKind) => edits.kind(kind)} />
        <Partner draft={draft} seats={seats} onPair={edits.pair} />
      </Section>
      <Labels seats={seats} edits={edits} />
      <Numbers edits={edits} brush={brush} setBrush={setBrush} />
      {rows.length > 1 && (
        <Section title={words.letters}>
          <Choice
            label={words.alphabet}
            value={brush.letters}
            options={words.letterSchemes}
            onChange={(letters) => setBrush({ letters })}
          />
          <div className="designer-buttons">
            <Act onClick={() => edits.letter('front')}>{words.fromFront}</Act>
            <Act onClick={() => edits.letter('back')}>{words.fromBack}</Act>
          </div>
        </Section>
      )}
      <Curve seats={seats} edits={edits} />
      <Section title={words.arrange}>
        <div className="designer-buttons">
          <Act onClick={() => edits.align('left')}>{words.alignLeft}</Act>
          <Act onClick={() => edits.align('centre')}>{words.alignCentre}</Act>
          <Act onClick={() => edits.align('right')}>{words.alignRight}</Act>
          <Act onClick={edits.level}>{words.level}</Act>
          <Act onClick={() => edits.turn(-5)}>{words.turnLeft}</Act>
          <Act onClick={() => edits.turn(5)}>{words.turnRight}</Act>
          <Act onClick={edits.aisle}>{words.aisleHere}</Act>
          <Act onClick={edits.gaps}>{words.closeGaps}</Act>
          <Act onClick={edits.duplicate}>{words.duplicate}</Act>
          <Act onClick={edits.delete}>{words.delete}</Act>
        </div>
      </Section>
    </>
  );
}

export function Act({ onClick, children }: { onClick(): void; children: string }) {
  return (
    <button type="button" className="office-button designer-small" onClick={onClick}>
      {children}
    </button>
  );
}

function same<Value>(seats: readonly DraftSeat[], of: (seat: DraftSeat) => Value): Value | null {
  const [first] = seats;
  return first && seats.every((seat) => of(seat) === of(first)) ? of(first) : null;
}

function Partner({ draft, seats, onPair }: { draft: Draft; seats: readonly DraftSeat[]; onPair(): boolean }) {
  const [only] = seats;
  // A wheelchair space is named by its companions; it names none itself.
  const partners =
    only && seats.length === 1
      ? draft.seats.filter(({ id, partner }) => id === only.partner || partner === only.id)
      : [];
  if (partners.length > 0) return <p className="office-muted">{words.pairedWith(partners.map(seatLabel))}</p>;
  const spaces = seats.filter((seat) => seat.kind === 'wheelchair').length;
  const possible = seats.length > 1 && (spaces === 1 || (spaces === 0 && seats.length === 2));
  return (
    <button
      type="button"
      className="office-button designer-small"
      disabled={!possible}
      title={possible ? undefined : words.cannotPair}
      onClick={onPair}
    >
      {words.pair}
    </button>
  );
}

const badLabel = (text: string) => (isLabelPart(text) ? null : words.badLabel);

function Labels({ seats, edits }: { seats: readonly DraftSeat[]; edits: BoardEdits }) {
  const [only] = seats;
  return (
    <div className="designer-pair">
      <TextField
        label={words.rowName}
        value={same(seats, (seat) => seat.row) ?? ''}
        wrong={badLabel}
        onCommit={(row) => edits.rename({ row })}
      />
      {only && seats.length === 1 && (
        <TextField
          label={words.number}
          value={only.number}
          wrong={badLabel}
          onCommit={(number) => edits.rename({ number })}
        />
      )}
    </div>
  );
}

function Numbers({ edits, brush, setBrush }: Pick<InspectorProps, 'edits' | 'brush' | 'setBrush'>) {
  const { numbering } = brush;
  const set = (change: Partial<Brush['numbering']>) => setBrush({ numbering: { ...numbering, ...change } });
  return (
    <Section title={words.numbering}>
      <Choice
        label={words.direction}
        value={numbering.scheme}
        options={words.schemes}
        onChange={(scheme) => set({ scheme })}
      />
      <div className="designer-pair">
        <TextField
          label={words.start}
          value={String(numbering.start)}
          numeric
          wrong={(text) => wholeNumber(text, 999)}
          onCommit={(text) => set({ start: Number(text) })}
        />
        <Act onClick={() => edits.number(numbering)}>{words.renumber}</Act>
      </div>
      <label className="designer-check">
        <input
          type="checkbox"
          checked={numbering.countAisles}
          onChange={(event) => set({ countAisles: event.target.checked })}
        />
        {words.countAisles}
      </label>
    </Section>
  );
}

function Curve({ seats, edits }: { seats: readonly DraftSeat[]; edits: BoardEdits }) {
  const radius = curveOf(seats);
  return (
    <Section title={words.curve}>
      <div className="designer-buttons">
        <Act onClick={() => edits.curve(null)}>{words.curves.straight}</Act>
        <Act onClick={() => edits.curve(60)}>{words.curves.gentle}</Act>
        <Act onClick={() => edits.curve(30)}>{words.curves.round}</Act>
      </div>
      <TextField
        label={words.radius}
        value={radius === null ? '' : String(radius)}
        numeric
        wrong={(text) => wholeNumber(text, 500, true)}
        onCommit={(text) => edits.curve(text === '' ? null : Number(text))}
      />
    </Section>
  );
}
