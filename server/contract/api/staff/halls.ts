import { z } from 'zod';
import { MOST_SEATS } from '../../plan-editing/plan-file.ts';
import { seatLabelPattern } from '../../plan-editing/seat-fields.ts';
import { seatKind } from '../../seats.ts';
import { tillHouse } from '../../till/programme.ts';
import { id } from '../common.ts';
import { operation } from '../operation.ts';

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
    .max(MOST_SEATS)
    .readonly(),
});

const draftInput = z.strictObject({
  name: z.string().trim().max(80),
  plan: drawnPlan,
  /** The open draft that this one follows; null if there was none. */
  seen: z.strictObject({ planId: id, revision: z.int().min(1) }).nullable(),
});

const capacity = z.int().min(1).max(MOST_SEATS).nullable();

const newHallInput = z.strictObject({
  name: z.string().trim().min(1).max(80),
  code: z
    .string()
    .regex(/^[a-z0-9]+(-[a-z0-9]+)*$/, 'must be small letters, figures and hyphens')
    .max(40),
  capacity,
});

const capacityInput = z.strictObject({ capacity });

const planStatus = z.enum(['draft', 'published', 'retired']);
export type PlanStatus = z.infer<typeof planStatus>;

const planVersion = z.object({
  id: z.int(),
  version: z.int(),
  status: planStatus,
  name: z.string(),
  seats: z.int(),
  /** RFC 3339 with the venue's offset. */
  createdAt: z.string(),
  publishedAt: z.string().nullable(),
  /** Screenings still to come that are sold by this version. */
  comingScreenings: z.int(),
});
export type PlanVersion = z.infer<typeof planVersion>;

const hallPlans = z.object({
  id: z.int(),
  code: z.string(),
  name: z.string(),
  /** What the licence admits; null where it says nothing. */
  capacity: z.int().nullable(),
  /** Newest first. */
  plans: z.array(planVersion),
});
export type HallPlans = z.infer<typeof hallPlans>;

/** A plan as the server has it, to be named when something follows from it. */
const kept = z.object({ planId: id, revision: z.int() });
export type Kept = z.infer<typeof kept>;

const halls = z.object({ halls: z.array(hallPlans), categories: tillHouse.shape.categories });
export type Halls = z.infer<typeof halls>;

export const listHallPlans = operation({
  id: 'listHallPlans',
  method: 'get',
  path: '/staff/hall-plans/',
  tag: 'Staff',
  summary: 'Every hall with the versions of its seat plan',
  who: 'staff',
  answer: halls,
  refuses: ['forbidden'],
});

export const addHall = operation({
  id: 'addHall',
  method: 'post',
  path: '/staff/hall-plans/',
  tag: 'Staff',
  summary: 'Open a new hall',
  who: 'staff',
  body: newHallInput,
  answer: z.object({ id }),
  refuses: ['code_taken'],
});

export const setHallCapacity = operation({
  id: 'setHallCapacity',
  method: 'post',
  path: '/staff/hall-plans/{id}/capacity/',
  tag: 'Staff',
  summary: 'Say how many people the licence admits',
  who: 'staff',
  body: capacityInput,
  answer: z.object({ screenings: z.array(id) }),
});

export const saveDraftPlan = operation({
  id: 'saveDraftPlan',
  method: 'post',
  path: '/staff/hall-plans/{id}/draft/',
  tag: 'Staff',
  summary: "Keep a drawing as the hall's draft",
  description: 'Says which draft it follows. Nothing on sale changes until it is published.',
  who: 'staff',
  body: draftInput,
  largest: 2 * 1024 * 1024,
  answer: kept.extend({ version: z.int() }),
  refuses: ['plan_invalid', 'changed_meanwhile'],
});

export const getDrawnPlan = operation({
  id: 'getDrawnPlan',
  method: 'get',
  path: '/staff/seat-plans/{id}/',
  tag: 'Staff',
  summary: 'A version of a seat plan as a drawing',
  who: 'staff',
  answer: kept.extend({ hallId: id, name: z.string(), plan: drawnPlan }),
  refuses: ['forbidden'],
});

export const publishPlan = operation({
  id: 'publishPlan',
  method: 'post',
  path: '/staff/seat-plans/{id}/publish/',
  tag: 'Staff',
  summary: 'Sell new screenings by a draft from now on',
  who: 'staff',
  answer: z.object({ planId: id, screeningsOnOlderPlans: z.int() }),
  refuses: ['plan_not_draft', 'over_capacity'],
});
