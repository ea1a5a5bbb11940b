import type { Actor } from '../actor.ts';

/** Somebody at a till. */
export type TillActor = Actor & { kioskId: number };

/** @throws if the door let somebody through who stands at no till. */
export function atTill(actor: Actor): TillActor {
  const { kioskId } = actor;
  if (kioskId === undefined) throw new Error('this is done at a till');
  return { ...actor, kioskId };
}

/** A person at a till. */
export function clerkAt(actor: Actor): TillActor & { userId: number } {
  const { userId } = actor;
  if (userId === null) throw new Error('nobody has signed in at this till');
  return { ...atTill(actor), userId };
}
