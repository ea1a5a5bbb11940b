import type { Router } from 'express';
import { isRefusal, refuse } from '../../../contract/refusals.ts';
import type { Deps } from '../../../deps.ts';
import { callerOf } from '../../caller.ts';
import type { RateLimits } from '../../rate-limits.ts';
import { sendRefusal } from '../../refusals.ts';
import { apiOver, refuseOtherMethods } from '../../serve.ts';
import { installAllotments } from './allotments.ts';
import { installDevices } from './devices.ts';
import { installTillDoor } from './door.ts';
import { installTillOrders } from './orders.ts';
import { installTillProgramme } from './programme.ts';
import { installSales } from './sales.ts';
import { installShifts } from './shifts.ts';

/** `/till`: what the tills ask and do. One line a noun, in the order of the alphabet. */
export function installTill(staff: Router, deps: Deps, limits: RateLimits): void {
  const api = apiOver(staff, deps, limits, { prefix: '/staff' });
  installAllotments(api);
  installDevices(api);
  installSales(api);
  installShifts(api);
  installTillDoor(api);
  installTillOrders(api);
  installTillProgramme(api);
  refuseOtherMethods(api);
  staff.use('/till', async (req, res) => {
    const till = await callerOf(deps, req, res, 'kiosk');
    sendRefusal(res, isRefusal(till) ? till : refuse('not_found'));
  });
}
