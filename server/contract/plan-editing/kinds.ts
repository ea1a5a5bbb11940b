import type { SeatKind } from '../seats.ts';
import { changeSeats, type Draft, type DraftSeat, withSeats } from './draft.ts';
import { apart, runsOf } from './rows.ts';

/** A wheelchair space within this many pitches is taken for the one a companion sits by. */
const BESIDE = 3;

export function setCategory(draft: Draft, ids: ReadonlySet<number>, category: string): Draft {
  return changeSeats(draft, ids, () => ({ category }));
}

/**
 * Makes the chosen seats of one kind, and of `category` where the kind has one of its own. Love seats pair with their
 * neighbours two by two; companions pair with the nearest wheelchair space that has none. Who finds no partner stays
 * alone, for the board to point out.
 */
export function setKind(draft: Draft, ids: ReadonlySet<number>, kind: SeatKind, category?: string): Draft {
  const released = changeSeats(draft, withPartners(draft, ids), () => ({ partner: null }));
  const made = changeSeats(released, ids, () => ({ kind, ...(category === undefined ? {} : { category }) }));
  if (kind === 'love') return pairHalves(made, ids);
  return kind === 'standard' ? made : pairCompanions(made, ids);
}

/** The chosen seats and whoever names one of them as partner. */
function withPartners(draft: Draft, ids: ReadonlySet<number>): Set<number> {
  const naming = draft.seats.filter((seat) => seat.partner !== null && ids.has(seat.partner));
  return new Set([...ids, ...naming.map((seat) => seat.id)]);
}

function pairHalves(draft: Draft, ids: ReadonlySet<number>): Draft {
  const pairs = new Map<number, DraftSeat>();
  const alone = (seat: DraftSeat | undefined): seat is DraftSeat =>
    seat?.kind === 'love' && seat.partner === null && !pairs.has(seat.id);
  for (const run of runsOf(draft.seats)) {
    for (const [i, seat] of run.entries()) {
      const next = run[i + 1];
      if (!alone(seat) || !alone(next) || !(ids.has(seat.id) || ids.has(next.id))) continue;
      pairs.set(seat.id, { ...seat, partner: next.id });
      pairs.set(next.id, { ...next, partner: seat.id });
    }
  }
  return withSeats(draft, pairs);
}

function pairCompanions(draft: Draft, ids: ReadonlySet<number>): Draft {
  const taken = new Set(draft.seats.filter((seat) => seat.kind === 'companion').map((seat) => seat.partner));
  const pairs = new Map<number, DraftSeat>();
  for (const companion of draft.seats) {
    if (companion.kind !== 'companion' || companion.partner !== null) continue;
    const near = draft.seats
      .filter((seat) => seat.kind === 'wheelchair' && !taken.has(seat.id) && apart(seat, companion) <= BESIDE)
      .filter((seat) => ids.has(seat.id) || ids.has(companion.id))
      .sort((a, b) => apart(a, companion) - apart(b, companion))[0];
    if (!near) continue;
    taken.add(near.id);
    pairs.set(companion.id, { ...companion, partner: near.id });
  }
  return withSeats(draft, pairs);
}

/**
 * Pairs what is chosen, wherever it stands: one wheelchair space with its companion seats, or two neighbours as a love
 * seat. Null if the choice makes no pair.
 */
export function pairSeats(draft: Draft, ids: ReadonlySet<number>, category?: string): Draft | null {
  const chosen = draft.seats.filter((seat) => ids.has(seat.id));
  const spaces = chosen.filter((seat) => seat.kind === 'wheelchair');
  const [space] = spaces;
  if (space && spaces.length === 1 && chosen.length > 1) {
    const companions = new Set(chosen.filter((seat) => seat !== space).map((seat) => seat.id));
    const made = setKind(draft, companions, 'companion', category);
    return changeSeats(made, companions, () => ({ partner: space.id }));
  }
  const [a, b] = chosen;
  if (chosen.length !== 2 || !a || !b || spaces.length > 0) return null;
  const together = runsOf(draft.seats).some(
    (run) => Math.abs(run.indexOf(a) - run.indexOf(b)) === 1 && run.includes(a) && run.includes(b),
  );
  return together ? setKind(draft, ids, 'love', category) : null;
}
