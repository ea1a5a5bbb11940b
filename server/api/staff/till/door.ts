import type { Router } from 'express';
import { isRefusal } from '../../../contract/refusals.ts';
import { tillScan } from '../../../contract/till/door.ts';
import type { Deps } from '../../../deps.ts';
import { admitTicket } from '../../../domain/door/admit-ticket.ts';
import type { Till } from '../../../domain/kiosks/find-till.ts';
import { jsonBody } from '../../json-body.ts';
import { parse } from '../../parse.ts';
import { sendRefusal } from '../../refusals.ts';
import { clerkNeeded } from './clerk-needed.ts';

/** `/door`: a till as a door, under the till's name. */
export function installTillDoor(router: Router, deps: Deps): void {
  router.post('/door', clerkNeeded, ...jsonBody, async (req, res) => {
    const scan = parse(tillScan, req.body);
    if (isRefusal(scan)) return sendRefusal(res, scan);
    const { name }: Till = res.locals.till;
    const answer = await admitTicket(deps, res.locals.actor, { ...scan, door: name, agoMs: 0, noted: false });
    if (isRefusal(answer)) sendRefusal(res, answer);
    else res.json(answer);
  });
}
