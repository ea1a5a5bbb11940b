import { type CSSProperties, memo } from 'react';
import type { CategoryShape, SeatCategory, SeatKind, SeatPlan } from '../../../server/contract/seats.ts';
import { SeatDrawing } from './drawing.tsx';
import type { SeatLook, SeatMapWords } from './words.ts';

interface LegendProps {
  plan: SeatPlan;
  categories: readonly SeatCategory[];
  /** Price by category id, as shown. */
  prices?: ReadonlyMap<number, string>;
  words: SeatMapWords;
  /** Whether some seats are closed to sale just now. */
  closed?: boolean;
}

/** What the map's shapes and colours mean: only what this hall has. Stands beside a `SeatMap`, whose drawings it uses. */
export const SeatLegend = memo(function SeatLegend(props: LegendProps) {
  const { plan, categories, prices, words, closed = false } = props;
  const used = categories.flatMap((category) => {
    const kinds = new Set(plan.seats.filter((seat) => seat.category === category.id).map((seat) => seat.kind));
    const [only] = kinds;
    if (!only) return [];
    return [{ category, kind: kinds.size === 1 ? only : ('standard' as const) }];
  });
  // A kind that is a category of its own is named once, by the category.
  const named = new Set(used.map(({ kind }) => kind));
  const others = (['wheelchair', 'companion', 'love'] as const).filter(
    (kind) => !named.has(kind) && plan.seats.some((seat) => seat.kind === kind),
  );
  return (
    <ul className="seat-legend">
      {used.map(({ category, kind }) => (
        <Entry key={category.id} look="free" kind={kind} shape={category.shape} color={category.color}>
          {kind === 'standard' ? category.name : words[kind]}
          {prices?.get(category.id) && <span className="money">{prices.get(category.id)}</span>}
        </Entry>
      ))}
      {others.map((kind) => (
        <Entry key={kind} look="free" kind={kind}>
          {words[kind]}
        </Entry>
      ))}
      <Entry look="own">{words.own}</Entry>
      <Entry look="taken">{words.taken}</Entry>
      {closed && <Entry look="blocked">{words.blocked}</Entry>}
    </ul>
  );
});

interface EntryProps {
  look: SeatLook;
  kind?: SeatKind;
  shape?: CategoryShape;
  color?: string;
  children: React.ReactNode;
}

function Entry({ look, kind = 'standard', shape = 'round', color, children }: EntryProps) {
  return (
    <li>
      <span
        className={`seat-sample seat-${look} seat-is-${kind}`}
        style={(color ? { '--category': color } : {}) as CSSProperties}
      >
        <SeatDrawing kind={kind} shape={shape} />
      </span>
      {children}
    </li>
  );
}
