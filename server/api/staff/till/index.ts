import express, { type Router } from 'express';
import { tillOnly } from '../../../auth/till.ts';
import type { Deps } from '../../../deps.ts';
import { sendRefusal } from '../../refusals.ts';
import { installAllotments } from './allotments.ts';
import { installApprovals } from './approvals.ts';
import { installClerk } from './clerk.ts';
import { installTillDoor } from './door.ts';
import { installEnrol } from './enrol.ts';
import { installHandOut } from './hand-out.ts';
import { installKiosk } from './kiosk.ts';
import { installTillOrders } from './orders.ts';
import { installTillProgramme } from './programme.ts';
import { installSales } from './sales.ts';
import { installShifts } from './shifts.ts';

/**
 * `/till`: what the kiosks ask and do. They carry tokens instead of a login's cookie, and so come before the guard of
 * the office. One line a noun, in the order of the alphabet.
 */
export function installTill(staff: Router, deps: Deps): void {
  const router = express.Router();
  installEnrol(router, deps);
  router.use(tillOnly(deps, sendRefusal));
  installAllotments(router, deps);
  installApprovals(router, deps);
  installClerk(router, deps);
  installHandOut(router, deps);
  installKiosk(router, deps);
  installSales(router, deps);
  installShifts(router, deps);
  installTillDoor(router, deps);
  installTillOrders(router, deps);
  installTillProgramme(router, deps);
  staff.use('/till', router);
}
