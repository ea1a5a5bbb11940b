import { hour } from '../../../server/contract/schedule.ts';
import type { Model, Place } from './model.ts';

/** The board's measures in pixels. Everything else follows, so that nothing needs to ask the page where it is. */
export interface Layout {
  /** One hour. */
  hour: number;
  /** One hall. */
  lane: number;
  /** The line of a day that names it and its hours. */
  head: number;
  /** Between two days. */
  gap: number;
  /** The column of halls. */
  label: number;
}

export const hourWidths = [44, 60, 84, 120, 180] as const;

/** Few halls get more room each. */
export const roomyLane = 76;

export function layoutOf(days: number, halls: number, hourWidth: number): Layout {
  const week = days > 1;
  const lane = halls > 8 ? 54 : roomyLane;
  return { hour: hourWidth, lane: week ? 30 : lane, head: 30, gap: week ? 14 : 0, label: week ? 104 : 132 };
}

export function stripHeight({ head, lane }: Layout, model: Model): number {
  return head + model.halls.length * lane;
}

function stripTop(layout: Layout, model: Model, day: number): number {
  return day * (stripHeight(layout, model) + layout.gap);
}

export function boardSize(layout: Layout, model: Model): { width: number; height: number } {
  const longest = Math.max(...model.days.map((day) => day.to - day.from));
  return {
    width: (longest / hour) * layout.hour,
    height: stripTop(layout, model, model.days.length - 1) + stripHeight(layout, model),
  };
}

export interface Box {
  left: number;
  top: number;
  width: number;
  height: number;
}

/** Where a slot is drawn, from the first lane's corner; null if it lies on no day or hall of this board. */
export function boxOf(
  layout: Layout,
  model: Model,
  { hallId, startsAt, freeAt }: Place & { freeAt: number },
): Box | null {
  const day = model.days.findIndex((one) => startsAt >= one.from && startsAt < one.to);
  const hall = model.halls.findIndex((one) => one.id === hallId);
  const { from } = model.days[day] ?? {};
  if (from === undefined || hall < 0) return null;
  return {
    left: ((startsAt - from) / hour) * layout.hour,
    top: stripTop(layout, model, day) + layout.head + hall * layout.lane + 2,
    width: Math.max(8, ((freeAt - startsAt) / hour) * layout.hour - 1),
    height: layout.lane - 4,
  };
}

/** The hall and the instant at a point, measured as in `boxOf`; null beside the lanes. */
export function placeAt(layout: Layout, model: Model, x: number, y: number): Place | null {
  const pitch = stripHeight(layout, model) + layout.gap;
  const index = Math.floor(y / pitch);
  const day = model.days[index];
  const hall = model.halls[Math.floor((y - index * pitch - layout.head) / layout.lane)];
  if (!day || !hall) return null;
  return { hallId: hall.id, startsAt: day.from + (x / layout.hour) * hour };
}
