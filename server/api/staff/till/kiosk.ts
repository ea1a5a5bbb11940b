import type { Router } from 'express';
import type { KioskFacts } from '../../../contract/till/devices.ts';
import type { Deps } from '../../../deps.ts';
import { kioskFacts } from '../../../domain/kiosks/kiosk-facts.ts';
import { cardReaders } from '../../../domain/till/card-readers.ts';
import { answer } from '../answer.ts';

/** `/kiosk`: asked at the start and every minute. */
export function installKiosk(router: Router, deps: Deps): void {
  router.get(
    '/kiosk',
    answer(async (req, actor): Promise<KioskFacts> => {
      const version = req.get('x-app-version') ?? '';
      const facts = await kioskFacts(deps, actor, /^[\w.+-]{1,40}$/.test(version) ? version : null);
      return { ...facts, readers: await cardReaders(deps) };
    }),
  );
}
