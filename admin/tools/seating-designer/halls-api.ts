import {
  addHall as addOperation,
  getDrawnPlan,
  type Kept,
  listHallPlans,
  publishPlan as publishOperation,
  saveDraftPlan,
  setHallCapacity,
} from '../../../server/contract/api/staff/halls.ts';
import type { DrawnPlan } from '../../../server/contract/plan-problems.ts';
import { operate } from '../client.ts';

export const readHalls = () => operate(listHallPlans, {});
export const addHall = (body: { name: string; code: string; capacity: number | null }) =>
  operate(addOperation, { body });
export const setCapacity = (id: number, capacity: number | null) =>
  operate(setHallCapacity, { params: { id }, body: { capacity } });
export const readPlan = (id: number) => operate(getDrawnPlan, { params: { id } });
export const saveDraft = (id: number, plan: DrawnPlan, seen: Kept | null) =>
  operate(saveDraftPlan, {
    params: { id },
    body: { name: '', plan, seen: seen && { planId: seen.planId, revision: seen.revision } },
  });
export const publishPlan = (id: number) => operate(publishOperation, { params: { id } });
