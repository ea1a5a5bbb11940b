import type { CategoryShape } from '../../../server/contract/seats.ts';

// Drawn in each seat, 40 wide and high: what a sprite would share by `<use>`, the browser copies for every seat all the
// same, and lays out as twice as many boxes. Colours come from the sheet's variables; so do ticks and crosses (_seat.scss).

/** The cushion by category: only its front edge differs, so that the hall stays calm and the shapes still tell. */
const cushions: Record<CategoryShape, string> = {
  round: 'M6 13a9 9 0 0 1 9-9h10a9 9 0 0 1 9 9v15H6z',
  square: 'M6 6a2 2 0 0 1 2-2h24a2 2 0 0 1 2 2v22H6z',
  arch: 'M6 18a14 14 0 0 1 28 0v10H6z',
  notched: 'M6 11h4a3 3 0 0 0 3-3V4h14v4a3 3 0 0 0 3 3h4v17H6z',
};

const back =
  'M3.5 20a2 2 0 0 1 4 0v7a3 3 0 0 0 3 3h19a3 3 0 0 0 3-3v-7a2 2 0 0 1 4 0v10a6 6 0 0 1-6 6h-21a6 6 0 0 1-6-6z';

export function Armchair({ shape }: { shape: CategoryShape }) {
  return (
    <>
      <path className="seat-cushion" d={cushions[shape]} />
      <path className="seat-back" d={back} />
    </>
  );
}

/** For two: 80 wide. */
export function LoveSeat() {
  return (
    <>
      <path className="seat-cushion" d="M6 13a9 9 0 0 1 9-9h14c6 0 9 2 11 5 2-3 5-5 11-5h14a9 9 0 0 1 9 9v15H6z" />
      <path
        className="seat-back"
        d="M3.5 20a2 2 0 0 1 4 0v7a3 3 0 0 0 3 3h59a3 3 0 0 0 3-3v-7a2 2 0 0 1 4 0v10a6 6 0 0 1-6 6h-61a6 6 0 0 1-6-6z"
      />
      <path
        className="seat-heart"
        d="M40 25.500c-7-4.600-8.500-7.200-8.500-9.800a4.300 4.300 0 0 1 8.500-1.300 4.300 4.300 0 0 1 8.500 1.300c0 2.600-1.500 5.200-8.500 9.800z"
      />
    </>
  );
}

export function WheelchairSpace() {
  return (
    <>
      <rect className="seat-space" x="4" y="4" width="32" height="32" rx="7" />
      <g className="seat-glyph">
        <circle cx="17" cy="10" r="2.600" />
        <path d="M17 14v8.500h7.500l3.500 7" />
        <path d="M17.500 17.500h6" />
        <path d="M14 18.500a7 7 0 1 0 9.500 8" />
      </g>
    </>
  );
}

/** On an armchair: somebody, and one more. */
export function CompanionSign() {
  return (
    <g className="seat-glyph">
      <circle cx="16" cy="11.500" r="2.800" />
      <path d="M10.500 23.500c0-7 11-7 11 0" />
      <path d="M27.500 13v8m-4-4h8" />
    </g>
  );
}
