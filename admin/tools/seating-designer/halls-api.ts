import type { HallPlans } from '../../../server/contract/api/staff/halls.ts';
import type { DrawnPlan } from '../../../server/contract/plan-problems.ts';
import type { SeatCategory } from '../../../server/contract/seats.ts';
import { call } from '../client.ts';

/** A plan as the server has it, to be named when something follows from it. */
export interface Kept {
  planId: number;
  revision: number;
}

export interface Halls {
  halls: HallPlans[];
  categories: SeatCategory[];
}

export const readHalls = () => call<Halls>('GET', '/hall-plans');
export const addHall = (hall: { name: string; code: string; capacity: number | null }) =>
  call<{ id: number }>('POST', '/hall-plans', hall);
export const setCapacity = (hallId: number, capacity: number | null) =>
  call<object>('POST', `/hall-plans/${hallId}/capacity`, { capacity });
export const readPlan = (planId: number) => call<Kept & { plan: DrawnPlan }>('GET', `/seat-plans/${planId}`);
export const saveDraft = (hallId: number, plan: DrawnPlan, seen: Kept | null) =>
  call<Kept & { version: number }>('POST', `/hall-plans/${hallId}/draft`, {
    name: '',
    plan,
    seen: seen && { planId: seen.planId, revision: seen.revision },
  });
export const publishPlan = (planId: number) =>
  call<{ planId: number; screeningsOnOlderPlans: number }>('POST', `/seat-plans/${planId}/publish`);
