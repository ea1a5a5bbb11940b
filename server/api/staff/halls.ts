import {
  addHall as addOperation,
  getDrawnPlan,
  listHallPlans as listOperation,
  publishPlan,
  saveDraftPlan,
  setHallCapacity,
} from '../../contract/api/staff/halls.ts';
import { addHall } from '../../domain/halls/add-hall.ts';
import { changeHall } from '../../domain/halls/change-hall.ts';
import { findDrawnPlan } from '../../domain/halls/find-drawn-plan.ts';
import { listHallPlans } from '../../domain/halls/list-hall-plans.ts';
import { publishSeatPlan } from '../../domain/halls/publish-seat-plan.ts';
import { saveSeatPlan } from '../../domain/halls/save-seat-plan.ts';
import { type Api, serve } from '../serve.ts';

/** The halls and the versions of their seat plans, for the seating designer. */
export function installStaffHalls(api: Api): void {
  const { deps } = api;
  serve(api, listOperation, ({ actor }) => listHallPlans(deps, actor));
  serve(api, addOperation, ({ actor, body }) => addHall(deps, actor, body));
  serve(api, setHallCapacity, ({ actor, params, body }) => changeHall(deps, actor, { hallId: params.id, ...body }));
  serve(api, saveDraftPlan, ({ actor, params, body: { name, seen, plan } }) =>
    saveSeatPlan(deps, actor, { hallId: params.id, name, seen, ...plan }),
  );
  serve(api, getDrawnPlan, async ({ actor, params }) => findDrawnPlan(deps, actor, { planId: params.id }));
  serve(api, publishPlan, ({ actor, params }) => publishSeatPlan(deps, actor, { planId: params.id }));
}
