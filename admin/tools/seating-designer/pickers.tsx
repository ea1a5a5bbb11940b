import type { CSSProperties } from 'react';
import type { SeatCategory, SeatKind } from '../../../server/contract/seats.ts';
import { designerWords as words } from '../../../server/contract/words/en/office-designer.ts';
import { SeatDrawing } from '../../../storefront/ui/seat-map/drawing.tsx';

interface CategoryPickerProps {
  categories: readonly SeatCategory[];
  /** Code; null where the seats differ. */
  value: string | null;
  onPick(code: string): void;
}

/** The cinema's categories as the map draws them, each with the number of its key. */
export function CategoryPicker({ categories, value, onPick }: CategoryPickerProps) {
  return (
    <div className="designer-swatches">
      {categories.map(({ code, name, color, shape }, i) => (
        <button key={code} type="button" aria-pressed={code === value} onClick={() => onPick(code)}>
          <span className="seat-sample seat-free" style={{ '--category': color } as CSSProperties}>
            <SeatDrawing kind="standard" shape={shape} />
          </span>
          {name}
          {i < 9 && (
            <span className="designer-key" aria-hidden="true">
              {i + 1}
            </span>
          )}
        </button>
      ))}
    </div>
  );
}

const keys: Record<SeatKind, string> = { standard: 'O', wheelchair: 'W', companion: 'C', love: 'L' };

export function KindPicker({ value, onPick }: { value: SeatKind | null; onPick(kind: SeatKind): void }) {
  return (
    <div className="designer-swatches">
      {(Object.keys(keys) as SeatKind[]).map((kind) => (
        <button key={kind} type="button" aria-pressed={kind === value} onClick={() => onPick(kind)}>
          <span className={`seat-sample seat-free seat-is-${kind}`}>
            <SeatDrawing kind={kind} shape="round" />
          </span>
          {words.kinds[kind]}
          <span className="designer-key" aria-hidden="true">
            {keys[kind]}
          </span>
        </button>
      ))}
    </div>
  );
}
