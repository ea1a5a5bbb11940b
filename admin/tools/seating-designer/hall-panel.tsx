import { useState } from 'react';
import type { SeatCategory } from '../../../server/contract/seats.ts';
import { designerWords as words } from '../../../server/contract/words/en/office-designer.ts';
import type { BoardEdits, Brush } from './board-edits.ts';
import { Choice, Section, TextField, wholeNumber } from './fields.tsx';
import { Act } from './inspector.tsx';
import { CategoryPicker } from './pickers.tsx';

interface HallPanelProps {
  capacity: number | null;
  onCapacity(capacity: number | null): void;
  categories: readonly SeatCategory[];
  edits: BoardEdits;
  brush: Brush;
  setBrush(change: Partial<Brush>): void;
}

/** What stands in the inspector while nothing is selected: the licence, and what the next row will be like. */
export function HallPanel({ capacity, onCapacity, categories, edits, brush, setBrush }: HallPanelProps) {
  const [count, setCount] = useState('12');
  return (
    <>
      <h2>{words.nothingChosen}</h2>
      <TextField
        label={words.hallCapacity}
        value={capacity === null ? '' : String(capacity)}
        numeric
        wrong={(text) => wholeNumber(text, 5000, true)}
        onCommit={(text) => onCapacity(text === '' ? null : Number(text))}
      />
      <Section title={words.newRow}>
        <CategoryPicker categories={categories} value={brush.category} onPick={(category) => setBrush({ category })} />
        <Choice
          label={words.alphabet}
          value={brush.letters}
          options={words.letterSchemes}
          onChange={(letters) => setBrush({ letters })}
        />
        <div className="designer-pair">
          <TextField
            label={words.newRowSeats}
            value={count}
            numeric
            wrong={(text) => wholeNumber(text, 80)}
            onCommit={setCount}
          />
          <Act onClick={() => edits.addRow(Number(count))}>{words.addRow}</Act>
        </div>
      </Section>
    </>
  );
}
