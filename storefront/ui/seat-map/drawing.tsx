import type { CategoryShape, SeatKind } from '../../../server/contract/seats.ts';

/** One seat as drawn on the map and in the legend. */
export function SeatDrawing({ kind, shape }: { kind: SeatKind; shape: CategoryShape }) {
  const wide = kind === 'love';
  return (
    <svg className="seat-drawing" viewBox={wide ? '0 0 80 40' : '0 0 40 40'} aria-hidden="true" focusable="false">
      <use href={wide || kind === 'wheelchair' ? `#seat-${kind}` : `#seat-${shape}`} />
      {kind === 'companion' && <use href="#seat-companion" />}
    </svg>
  );
}
