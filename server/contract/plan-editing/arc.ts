import { type DraftSeat, type Point, rounded } from './draft.ts';

/**
 * The arc that a row stands on. It is read back from where its seats stand and how they are turned, so that a plan
 * needs to say no more than that, and any curve can be changed later.
 */
export interface Bend {
  /** In seat pitches; the centre is in front, towards the screen. */
  radius: number;
  /** Where the seat would stand if the row were straight. */
  flat(seat: DraftSeat): Point;
  /** Where a place of the straight row is on the arc. */
  curved(place: Point): Pick<DraftSeat, 'x' | 'y' | 'angle'>;
}

const radians = (degrees: number) => (degrees * Math.PI) / 180;
/** A seat farther than this from the arc does not stand on it. */
const OFF_ARC = 0.2;

/** Rows stand on arcs about `axis`, the x of the centre. */
export function bendAround(axis: number, radius: number): Bend {
  return {
    radius,
    flat(seat) {
      const turn = -radians(seat.angle);
      return { x: axis + radius * turn, y: seat.y + radius * (1 - Math.cos(turn)) };
    },
    curved({ x, y }) {
      const turn = (x - axis) / radius;
      return {
        x: rounded(axis + radius * Math.sin(turn)),
        y: rounded(y - radius * (1 - Math.cos(turn))),
        angle: rounded((-turn * 180) / Math.PI),
      };
    },
  };
}

/** Null for a row that is straight, or whose seats are turned in some other way. */
export function bendOf(seats: readonly DraftSeat[]): Bend | null {
  if (seats.every((seat) => seat.angle === 0)) return null;
  const byTurn = seats.toSorted((a, b) => b.angle - a.angle);
  const [first, last] = [byTurn[0], byTurn.at(-1)];
  if (!first || !last) return null;
  const [from, to] = [Math.sin(-radians(first.angle)), Math.sin(-radians(last.angle))];
  if (to - from < 0.002) return null;
  const radius = (last.x - first.x) / (to - from);
  const bend = bendAround(first.x - radius * from, radius);
  const depth = bend.flat(first).y;
  const fits = seats.every((seat) => {
    const place = bend.curved({ x: bend.flat(seat).x, y: depth });
    return Math.hypot(place.x - seat.x, place.y - seat.y) < OFF_ARC;
  });
  return fits ? bend : null;
}
