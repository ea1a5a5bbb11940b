import type { Board, BoardFilm, BoardHall, BoardScreening } from '../../../server/contract/api/staff/board.ts';
import { type BoardDay, freeAfter, inTheWay, type Slot } from '../../../server/contract/schedule.ts';

/** A screening as the board draws it: instants in milliseconds. */
export interface Block extends Omit<BoardScreening, 'startsAt' | 'hallFreeAt'>, Slot {
  film: BoardFilm;
}

export interface Model {
  timeZone: string;
  preShowMinutes: number;
  today: string;
  days: BoardDay[];
  halls: BoardHall[];
  /** By day, hall and time: the order in which the Tab key visits them. */
  blocks: Block[];
  /** Those that take their hall: all but the cancelled ones. */
  taking: Block[];
  priceCards: { id: number; name: string }[];
}

/** Where a screening is, or is about to be. */
export interface Place {
  hallId: number;
  startsAt: number;
}

/** The board in milliseconds. Blocks that did not change since `before` stay the same objects, and are not drawn anew. */
export function modelOf(board: Board, before: Model | null): Model {
  const films = new Map(board.films.map((film) => [film.id, film]));
  const known = new Map(before?.blocks.map((block) => [block.id, block]));
  const halls = new Map(board.halls.map((hall, i) => [hall.id, i]));
  const blocks = board.screenings.flatMap(({ hallFreeAt, ...screening }): Block[] => {
    const film = films.get(screening.filmId);
    if (!film || !halls.has(screening.hallId)) return [];
    const block = { ...screening, startsAt: Date.parse(screening.startsAt), freeAt: Date.parse(hallFreeAt), film };
    const old = known.get(block.id);
    return [old && JSON.stringify(old) === JSON.stringify(block) ? old : block];
  });
  blocks.sort(
    (a, b) =>
      a.businessDate.localeCompare(b.businessDate) ||
      (halls.get(a.hallId) ?? 0) - (halls.get(b.hallId) ?? 0) ||
      a.startsAt - b.startsAt,
  );
  return {
    timeZone: board.timeZone,
    preShowMinutes: board.preShowMinutes,
    today: board.today,
    days: board.days.map(({ date, from, to }) => ({ date, from: Date.parse(from), to: Date.parse(to) })),
    halls: board.halls,
    blocks,
    taking: blocks.filter((block) => block.status !== 'cancelled'),
    priceCards: board.priceCards,
  };
}

/** Until when a film put on at a place takes the hall. */
export function slotOfFilm(model: Model, film: BoardFilm, { hallId, startsAt }: Place): Slot {
  const cleaning = hallOf(model, hallId)?.cleaningMinutes ?? 0;
  return {
    id: 0,
    hallId,
    startsAt,
    freeAt: freeAfter(startsAt, { preShow: model.preShowMinutes, film: film.minutes, cleaning }),
  };
}

/** The slot of a screening at another place: a plain move copies the lengths anew, one with sales keeps its own. */
export function slotOfBlock(model: Model, block: Block, { hallId, startsAt }: Place): Slot {
  const sold = block.sold > 0;
  const cleaning =
    sold && hallId === block.hallId ? block.cleaningMinutes : (hallOf(model, hallId)?.cleaningMinutes ?? 0);
  const preShow = sold ? block.preShowMinutes : model.preShowMinutes;
  return {
    id: block.id,
    hallId,
    startsAt,
    freeAt: freeAfter(startsAt, { preShow, film: block.filmMinutes, cleaning }),
  };
}

export function hallOf(model: Model, id: number): BoardHall | undefined {
  return model.halls.find((hall) => hall.id === id);
}

export function dayAt(model: Model, at: number): BoardDay | undefined {
  return model.days.find((day) => at >= day.from && at < day.to);
}

/** The screenings that a slot would run into. */
export function conflictsOf(model: Model, slot: Slot): Block[] {
  return inTheWay(slot, model.taking);
}
