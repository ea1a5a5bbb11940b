import { randomUUID } from 'node:crypto';
import { makeEnrolmentCode, registerKiosk } from '../../../../server/domain/kiosks/manage-kiosk.ts';
import { accepted, manager } from '../../../setup/house.ts';
import type { Recipe, Recipes, World } from '../world.ts';
import { aCounter, aSupervisor, atTill, pin, tillCall } from './counter.ts';

const nobody = { headers: {} };

async function enrolling(world: World) {
  const { deps } = world.server;
  const { id } = accepted(await registerKiosk(deps, manager, { name: `Till ${randomUUID().slice(0, 8)}` }));
  const { code } = accepted(await makeEnrolmentCode(deps, manager, { kioskId: id }));
  return tillCall(nobody, 'enrol', { code, instance: randomUUID() });
}

/** A person has typed so many wrong PINs at this till, the last of them just now. */
const failed = (recipe: Recipe, who: 'clerk' | 'supervisor', failures: number): Recipe => {
  return async (world) => {
    const call = await recipe(world);
    await world.sql(
      `INSERT INTO pin_failures (kiosk_id, user_id, failures, wait_until)
       SELECT max(id), $1, $2, now() + interval '1 minute' FROM kiosks`,
      [(call.body as Record<string, number>)[who], failures],
    );
    return call;
  };
};

const signingIn = atTill('clerk/sign-in', ({ clerk }) => ({ clerk, pin }));
const approving = atTill('approvals', async (_, world) => ({
  supervisor: await aSupervisor(world),
  pin,
  what: 'refund',
}));

export const deviceRecipes: Record<string, Recipes> = {
  getDemoCodes: { good: () => tillCall(nobody, 'enrol') },
  enrolTill: {
    good: enrolling,
    refusals: { wrong_code: () => tillCall(nobody, 'enrol', { code: 'AAAA-AAAA', instance: randomUUID() }) },
  },
  getTill: { good: atTill('kiosk') },
  signInAtTill: {
    good: signingIn,
    refusals: {
      wrong_pin: atTill('clerk/sign-in', ({ clerk }) => ({ clerk, pin: '9999' })),
      pin_locked: failed(signingIn, 'clerk', 10),
      rate_limited: failed(signingIn, 'clerk', 5),
    },
  },
  signOutAtTill: { good: atTill('clerk/sign-out') },
  approveAtTill: {
    good: approving,
    refusals: {
      forbidden: async (world) => {
        const counter = await aCounter(world);
        return tillCall(counter, 'approvals', { supervisor: counter.clerk, pin, what: 'refund' });
      },
      wrong_pin: async (world) => {
        const call = await approving(world);
        return { ...call, body: { ...(call.body as object), pin: '9999' } };
      },
      pin_locked: failed(approving, 'supervisor', 10),
      rate_limited: failed(approving, 'supervisor', 5),
    },
  },
};
