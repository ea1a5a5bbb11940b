import { randomUUID } from 'node:crypto';
import { cutSale } from '../../../setup/cut-line.ts';
import type { Call, Recipe, Recipes, World } from '../world.ts';
import { aCounter, another, atTill, tillCall } from './counter.ts';
import { deviceRecipes } from './devices.ts';
import { orderRecipes } from './orders.ts';
import { programmeRecipes } from './programme.ts';
import { saleRecipes } from './sales.ts';
import { shiftRecipes } from './shifts.ts';

const syncing = (change: object = {}): Recipe =>
  atTill('allotments/sync', ({ instance }) => ({ uuid: randomUUID(), instance, epoch: 0, ...change }));

/** One of the sales stands for none of those that the till was leased, which is a verdict and not a refusal. */
async function handingIn(world: World): Promise<Call> {
  const [counter, show] = [await aCounter(world), await world.aShow()];
  const { actor, kiosk: kioskId, clerk, instance } = counter;
  const [shift] = (await world.sql('SELECT id FROM shifts WHERE kiosk_id = $1', [kioskId])) as { id: number }[];
  const till = { actor, kioskId, clerk, shift: shift?.id ?? 0, instance, epoch: 0, lease: null, seq: 0 };
  const entries = [cutSale(world.home, till, show, [show.hall.seat('A1')])];
  return tillCall(counter, 'reconcile', { instance, entries });
}

async function scanning(world: World): Promise<Call> {
  return tillCall(await aCounter(world), 'door', { uuid: randomUUID(), code: 'none of ours' });
}

/** How every answer to a till comes about. */
export const tillRecipes: Record<string, Recipes> = {
  ...deviceRecipes,
  ...shiftRecipes,
  ...programmeRecipes,
  ...saleRecipes,
  ...orderRecipes,
  scanAtTill: { good: scanning, refusals: { idempotency_mismatch: another(scanning, { code: 'another' }) } },
  syncAllotments: {
    good: syncing(),
    refusals: {
      epoch_stale: syncing({ epoch: 7 }),
      idempotency_mismatch: another(syncing(), { epoch: 7 }),
    },
  },
  reconcile: { good: handingIn },
};
