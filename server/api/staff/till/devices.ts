import {
  approveAtTill,
  enrolTill,
  getDemoCodes,
  getTill,
  signInAtTill,
  signOutAtTill,
} from '../../../contract/api/till/devices.ts';
import { approve } from '../../../domain/kiosks/approve.ts';
import { demoCodes, enrolKiosk } from '../../../domain/kiosks/enrol-kiosk.ts';
import { kioskFacts } from '../../../domain/kiosks/kiosk-facts.ts';
import { signInClerk, signOutClerk } from '../../../domain/kiosks/sign-in-clerk.ts';
import { cardReaders } from '../../../domain/till/card-readers.ts';
import { type Api, serve } from '../../serve.ts';

/** `/enrol`, `/kiosk`, `/clerk` and `/approvals`: the installation, and who stands at it. */
export function installDevices(api: Api): void {
  const { deps } = api;
  serve(api, getDemoCodes, async () => ({ demoCodes: deps.config.demo ? await demoCodes(deps) : [] }));
  serve(api, enrolTill, ({ actor: { requestId, address }, body }) =>
    enrolKiosk(deps, { requestId, address }, { ...body, demo: deps.config.demo }),
  );
  serve(api, getTill, async ({ actor, req }) => {
    const version = req.get('x-app-version') ?? '';
    const facts = await kioskFacts(deps, actor, /^[\w.+-]{1,40}$/.test(version) ? version : null);
    return { ...facts, readers: await cardReaders(deps) };
  });
  serve(api, signInAtTill, ({ actor, body }) => signInClerk(deps, actor, body));
  serve(api, signOutAtTill, async ({ actor }) => {
    await signOutClerk(deps, actor);
    return undefined;
  });
  serve(api, approveAtTill, ({ actor, body }) => approve(deps, actor, body));
}
