import type { CSSProperties } from 'react';
import type { Draft } from '../../../server/contract/plan-editing/draft.ts';
import type { DraftProblem } from '../../../server/contract/plan-editing/problems.ts';
import { tally } from '../../../server/contract/plan-editing/tally.ts';
import type { SeatCategory, SeatKind } from '../../../server/contract/seats.ts';
import { designerWords as words } from '../../../server/contract/words/en/office-designer.ts';
import { SeatDrawing } from '../../../storefront/ui/seat-map/drawing.tsx';

interface TallyBarProps {
  draft: Draft;
  categories: readonly SeatCategory[];
  capacity: number | null;
  onSelect(ids: Set<number>): void;
}

const special: readonly SeatKind[] = ['wheelchair', 'companion', 'love'];

/**
 * How many seats there are of what, as one draws, and what the licence leaves. A count selects what it counts. A kind
 * that is counted already, by a category of its own, is not counted twice.
 */
export function TallyBar({ draft, categories, capacity, onSelect }: TallyBarProps) {
  const { total, byCategory, byKind } = tally(draft.seats);
  const over = capacity !== null && total > capacity;
  const choose = (of: (seat: Draft['seats'][number]) => boolean) =>
    onSelect(new Set(draft.seats.filter(of).map((seat) => seat.id)));
  return (
    <div className="designer-tally">
      <strong>{words.total(total)}</strong>
      {categories
        .filter(({ code }) => byCategory.has(code))
        .map(({ code, name, color, shape }) => (
          <button
            key={code}
            type="button"
            title={words.selectAll(name, byCategory.get(code) ?? 0)}
            onClick={() => choose((seat) => seat.category === code)}
          >
            <span className="seat-sample seat-free" style={{ '--category': color } as CSSProperties}>
              <SeatDrawing kind="standard" shape={shape} />
            </span>
            {name} <span className="figures">{byCategory.get(code)}</span>
          </button>
        ))}
      {special
        .filter((kind) => byKind[kind] > 0 && byKind[kind] !== byCategory.get(kind))
        .map((kind) => (
          <button
            key={kind}
            type="button"
            title={words.selectAll(words.kinds[kind], byKind[kind])}
            onClick={() => choose((seat) => seat.kind === kind)}
          >
            <span className={`seat-sample seat-free seat-is-${kind}`}>
              <SeatDrawing kind={kind} shape="round" />
            </span>
            <span className="designer-hidden">{words.kinds[kind]} </span>
            <span className="figures">{byKind[kind]}</span>
          </button>
        ))}
      <span className="designer-licence" data-over={over || undefined}>
        {capacity === null ? (
          words.noLicence
        ) : (
          <>
            <meter min={0} max={capacity} value={Math.min(total, capacity)} aria-label={words.licence} />
            {words.ofLicence(total, capacity)}
          </>
        )}
      </span>
    </div>
  );
}

interface ProblemListProps {
  problems: readonly DraftProblem[];
  onShow(ids: readonly number[]): void;
}

/** All that is wrong, each a way to its seats. */
export function ProblemList({ problems, onShow }: ProblemListProps) {
  return (
    <section className="designer-problems" aria-label={words.problems(problems.length)} data-some={problems.length > 0}>
      <p role="status">{words.problems(problems.length)}</p>
      <ul>
        {problems.slice(0, 40).map((problem, i) => (
          // biome-ignore lint/suspicious/noArrayIndexKey: two problems may be the same in all they say
          <li key={i}>
            <button type="button" onClick={() => onShow(problem.ids)} disabled={problem.ids.length === 0}>
              {words.problem(problem)}
            </button>
          </li>
        ))}
      </ul>
    </section>
  );
}
