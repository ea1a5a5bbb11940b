import type { CSSProperties } from 'react';
import type { CategoryShape, PlanSeat, SeatCategory, SeatKind } from '../../../server/contract/seats.ts';
import { Armchair, CompanionSign, LoveSeat, WheelchairSpace } from './shapes.tsx';
import type { SeatUnit } from './units.ts';

/** One seat as drawn on the map and in the legend. */
export function SeatDrawing({ kind, shape }: { kind: SeatKind; shape: CategoryShape }) {
  const wide = kind === 'love';
  return (
    <svg className="seat-drawing" viewBox={wide ? '0 0 80 40' : '0 0 40 40'} aria-hidden="true">
      {wide ? <LoveSeat /> : kind === 'wheelchair' ? <WheelchairSpace /> : <Armchair shape={shape} />}
      {kind === 'companion' && <CompanionSign />}
    </svg>
  );
}

type Wears = Pick<SeatCategory, 'color' | 'shape'> | undefined;

/** What a seat of any map shows: its drawing, and its number where the drawing leaves room. */
export function SeatFace({ seat, category }: { seat: Pick<PlanSeat, 'kind' | 'number'>; category: Wears }) {
  return (
    <>
      <SeatDrawing kind={seat.kind} shape={category?.shape ?? 'square'} />
      {seat.kind === 'standard' && (
        <span className="seat-number" aria-hidden="true">
          {seat.number}
        </span>
      )}
    </>
  );
}

/** Where a unit stands and what it wears, for a `.seat` of seats.scss. */
export function seatPlace(
  unit: Pick<SeatUnit, 'x' | 'y' | 'span'> & { seat: Pick<PlanSeat, 'angle'> },
  category: Wears,
): CSSProperties {
  return {
    '--x': unit.x,
    '--y': unit.y,
    '--category': category?.color,
    ...(unit.span > 1 && { '--span': unit.span }),
    ...(unit.seat.angle !== 0 && { rotate: `${unit.seat.angle}deg` }),
  } as CSSProperties;
}

/** The arc of light at the top of every map. */
export function SeatScreen({ label }: { label: string }) {
  return (
    <div className="seat-map-screen">
      <svg viewBox="0 0 400 40" preserveAspectRatio="none" aria-hidden="true" focusable="false">
        <path d="M4 36Q200-8 396 36" />
      </svg>
      <span>{label}</span>
    </div>
  );
}
