import express, { type Express } from 'express';
import { staffOnly } from '../../auth/staff.ts';
import { refuse } from '../../contract/refusals.ts';
import type { Deps } from '../../deps.ts';
import { answerIn } from '../../http/language.ts';
import { fromOwnPage, isWrite } from '../../http/own-page.ts';
import { answerFault } from '../answer-fault.ts';
import { decentQuery } from '../decent-address.ts';
import { usualLimits } from '../rate-limits.ts';
import { sendRefusal } from '../refusals.ts';
import { apiOver, refuseOtherMethods } from '../serve.ts';
import { installAllotments } from './allotments.ts';
import { installCashUp } from './cash-up.ts';
import { installCutSales } from './cut-sales.ts';
import { installDoor } from './door.ts';
import { installFilmPosters } from './films.ts';
import { installFilmsImport } from './films-import.ts';
import { installStaffHalls } from './halls.ts';
import { installHouse } from './house.ts';
import { installOfficeOrders } from './orders.ts';
import { installPriceCards } from './price-cards.ts';
import { installReports } from './reports.ts';
import { installSchedule } from './schedule.ts';
import { installTill } from './till/index.ts';
import { installWebhooks } from './webhooks.ts';

/**
 * `/api/staff/`: what the tills, and the back-office's tools, read and change. Every request of the office needs a login of
 * staff, every write of it comes from a page of ours; `res.locals.actor` says who asks, and the verbs decide what they may.
 *
 * Goes before `/api`, whose last word is "not found".
 */
export function installStaffApi(app: Express, deps: Deps, limits = usualLimits): void {
  const router = express.Router();
  router.use((_req, res, next) => {
    // The office speaks English.
    answerIn(res, 'en');
    res.setHeader('Cache-Control', 'private, no-store');
    next();
  });
  router.use(decentQuery);
  // Tills carry tokens instead of a login's cookie, and so come before the guard of the office.
  installTill(router, deps, limits);
  router.use(staffOnly(deps, (_req, res) => sendRefusal(res, refuse('unauthenticated'))));
  router.use((req, res, next) => {
    if (isWrite(req) && !fromOwnPage(req, deps.publicUrl)) sendRefusal(res, refuse('forbidden'));
    else next();
  });
  const api = apiOver(router, deps, limits, { prefix: '/staff' });
  // One line a noun, in the order of the alphabet.
  installAllotments(api);
  installCashUp(api);
  installCutSales(api);
  installDoor(api);
  installFilmPosters(api);
  installFilmsImport(api);
  installHouse(api);
  installOfficeOrders(api);
  installPriceCards(api);
  installReports(api);
  installSchedule(api);
  installStaffHalls(api);
  installWebhooks(api);
  refuseOtherMethods(api);
  router.use((_req, res) => sendRefusal(res, refuse('not_found')));
  router.use(answerFault(deps));
  app.use('/api/staff', router);
}
