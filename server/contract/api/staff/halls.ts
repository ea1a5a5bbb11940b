import { z } from 'zod';
import { MOST_SEATS } from '../../plan-editing/plan-file.ts';
import { seatLabelPattern } from '../../plan-editing/seat-fields.ts';
import { seatKind } from '../../seats.ts';
import { id } from '../common.ts';

const labelPart = z.string().regex(seatLabelPattern, 'must be one to four letters or figures');
/** In seat pitches. */
const length = z.number().min(0).max(1000);

/** A drawing as the seating designer sends it and reads it: `DrawnPlan` of contract/plan-problems.ts. */
const drawnPlan = z.strictObject({
  width: length,
  height: length,
  seats: z
    .array(
      z.strictObject({
        row: labelPart,
        number: labelPart,
        category: z.string().max(40),
        kind: seatKind,
        x: length,
        y: length,
        angle: z.number().min(-360).max(360),
        block: z.int().min(0).max(MOST_SEATS),
        position: z.int().min(0).max(MOST_SEATS),
        partner: z.string().max(8).nullable(),
      }),
    )
    .max(MOST_SEATS),
});

export const draftInput = z.strictObject({
  name: z.string().trim().max(80),
  plan: drawnPlan,
  /** The open draft that this one follows; null if there was none. */
  seen: z.strictObject({ planId: id, revision: z.int().min(1) }).nullable(),
});

const capacity = z.int().min(1).max(MOST_SEATS).nullable();

export const newHallInput = z.strictObject({
  name: z.string().trim().min(1).max(80),
  code: z
    .string()
    .regex(/^[a-z0-9]+(-[a-z0-9]+)*$/, 'must be small letters, figures and hyphens')
    .max(40),
  capacity,
});

export const capacityInput = z.strictObject({ capacity });

export type PlanStatus = 'draft' | 'published' | 'retired';

export interface PlanVersion {
  id: number;
  version: number;
  status: PlanStatus;
  name: string;
  seats: number;
  /** RFC 3339 with the venue's offset. */
  createdAt: string;
  publishedAt: string | null;
  /** Screenings still to come that are sold by this version. */
  comingScreenings: number;
}

export interface HallPlans {
  id: number;
  code: string;
  name: string;
  /** What the licence admits; null where it says nothing. */
  capacity: number | null;
  /** Newest first. */
  plans: PlanVersion[];
}
