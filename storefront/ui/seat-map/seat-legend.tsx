import type { CSSProperties } from 'react';
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
export function SeatLegend({ plan, categories, prices, words, closed = false }: LegendProps) {
  const used = categories.filter((category) => plan.seats.some((seat) => seat.category === category.id));
  const has = (kind: SeatKind) => plan.seats.some((seat) => seat.kind === kind);
  return (
    <ul className="seat-legend">
      {used.map((category) => (
        <Entry key={category.id} look="free" shape={category.shape} color={category.color}>
          {category.name}
          {prices?.get(category.id) && <span className="money">{prices.get(category.id)}</span>}
        </Entry>
      ))}
      <Entry look="own">{words.own}</Entry>
      <Entry look="taken">{words.taken}</Entry>
      {closed && <Entry look="blocked">{words.blocked}</Entry>}
      {has('wheelchair') && (
        <Entry look="free" kind="wheelchair">
          {words.wheelchair}
        </Entry>
      )}
      {has('companion') && (
        <Entry look="free" kind="companion">
          {words.companion}
        </Entry>
      )}
      {has('love') && (
        <Entry look="free" kind="love">
          {words.love}
        </Entry>
      )}
    </ul>
  );
}

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
