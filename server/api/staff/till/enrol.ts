import type { Router } from 'express';
import { isRefusal } from '../../../contract/refusals.ts';
import { enrolBody } from '../../../contract/till/devices.ts';
import type { Deps } from '../../../deps.ts';
import { demoCodes, enrolKiosk } from '../../../domain/kiosks/enrol-kiosk.ts';
import { jsonBody } from '../../json-body.ts';
import { parse } from '../../parse.ts';
import { limited } from '../../rate-limits.ts';
import { sendRefusal } from '../../refusals.ts';

/** `/enrol`: asked by whoever has no token yet. */
export function installEnrol(router: Router, deps: Deps): void {
  router.get('/enrol', async (_req, res) => {
    res.json({ demoCodes: deps.config.demo ? await demoCodes(deps) : [] });
  });
  router.post('/enrol', limited(deps, 'till:enrol', { requests: 60, seconds: 60 }), ...jsonBody, async (req, res) => {
    const body = parse(enrolBody, req.body);
    if (isRefusal(body)) return sendRefusal(res, body);
    const stranger = { requestId: String(res.locals.requestId), address: req.ip ?? null };
    const enrolled = await enrolKiosk(deps, stranger, { ...body, demo: deps.config.demo });
    if (isRefusal(enrolled)) sendRefusal(res, enrolled);
    else res.json(enrolled);
  });
}
