import { z } from 'zod';
import { approveAtTill, enrolTill, signInAtTill, signOutAtTill } from '../../server/contract/api/till/devices.ts';
import { signedInClerk } from '../../server/contract/till/devices.ts';
import type { CallOutput, CallParsed } from '../ipc-contract.ts';
import type { Refused } from '../ipc-state.ts';
import { type Core, timeOf } from './core.ts';
import { isRefused, say } from './refusals.ts';

/** What the vault keeps. `known`: those who signed in with the line whole, for when it is cut. */
export const vaultShape = z.object({
  device: z.string().nullable(),
  instance: z.uuid(),
  known: z.array(
    z.object({
      clerk: signedInClerk.shape.clerk,
      salt: z.string(),
      hash: z.string(),
      until: z.number(),
      wrong: z.int(),
    }),
  ),
});
export type Vault = z.infer<typeof vaultShape>;

/** Wrong PINs after which nobody signs in as this person until the line is back. */
const tries = 5;
/** No business day is longer than this many milliseconds, on any night on which the clocks change. */
const longestDay = 25 * 3_600_000;

export interface People {
  enrol(code: string): Promise<Refused | null>;
  signIn(who: CallParsed<'signIn'>): Promise<Refused | null>;
  signOut(): Promise<void>;
  approve(wish: CallParsed<'approve'>): Promise<CallOutput<'approve'> | Refused>;
  /** The device's token is dead. */
  forgetDevice(): Promise<void>;
}

export function makePeople(core: Core, vault: Vault, arrived: () => void): People {
  const { self, link, ports, journal } = core;
  const keep = () => ports.vault.write(vault);

  function stand(clerk: Vault['known'][number]['clerk'], token: string | null): void {
    self.clerk = clerk;
    self.clerkToken = token;
    self.locked = false;
    arrived();
  }

  /** The day ends for the till when the day of its shift does; without a shift, some hours from now. */
  async function remember(clerk: Vault['known'][number]['clerk'], pin: string): Promise<void> {
    const opened = self.shift?.openedAt ?? timeOf(core);
    const salt = ports.uuid();
    const hash = await ports.hashPin(pin, salt);
    const until = Math.min(Date.parse(opened), Date.parse(timeOf(core))) + longestDay;
    vault.known = [...vault.known.filter((one) => one.clerk.id !== clerk.id), { clerk, salt, hash, until, wrong: 0 }];
    await keep();
  }

  async function signInAlone({ clerk, pin }: CallParsed<'signIn'>): Promise<Refused | null> {
    const one = vault.known.find((each) => each.clerk.id === clerk);
    const now = core.clock.now();
    if (!one || now === null || one.until < Date.parse(now)) return say('pin_unknown');
    if (one.wrong >= tries) return say('pin_locked');
    // Counted before it is looked at: pulling the plug does not give a try back.
    one.wrong += 1;
    await keep();
    if ((await ports.hashPin(pin, one.salt)) !== one.hash) return say('wrong_pin');
    one.wrong = 0;
    await keep();
    stand(one.clerk, null);
    return null;
  }

  return {
    async enrol(code) {
      const body = { code, instance: self.instance };
      const told = await link.read(enrolTill, { body });
      if (isRefused(told)) return told;
      await journal.write({ t: 'enrolled' });
      vault.device = told.token;
      vault.known = [];
      await keep();
      self.device = told.token;
      arrived();
      return null;
    },
    async signIn(who) {
      if (self.device === null) return say('not_enrolled');
      const told = await link.read(signInAtTill, { body: who });
      if (isRefused(told)) return told.code === 'offline' ? signInAlone(who) : told;
      stand(told.clerk, told.token);
      await remember(told.clerk, who.pin);
      return null;
    },
    async signOut() {
      if (self.clerkToken !== null) await link.ask(signOutAtTill, {});
      self.clerk = null;
      self.clerkToken = null;
      self.locked = false;
    },
    approve: (body) => link.read(approveAtTill, { body }),
    async forgetDevice() {
      self.device = null;
      self.clerk = null;
      self.clerkToken = null;
      vault.device = null;
      vault.known = [];
      await keep();
    },
  };
}
