import { randomUUID } from 'node:crypto';
import type { Approvable } from '../../../../server/contract/till/common.ts';
import { sql } from '../../../../server/db.ts';
import { hashSecret } from '../../../../server/domain/accounts/password.ts';
import type { Actor } from '../../../../server/domain/actor.ts';
import { hashOf, newKey } from '../../../../server/domain/kiosks/secrets.ts';
import { shiftReport } from '../../../../server/domain/shifts/shift-report.ts';
import { atCounter } from '../../../setup/counter.ts';
import { type Call, type Recipe, send, type World } from '../world.ts';

/** A till with its clerk, and with an open drawer of 100.00 unless said. */
export interface Counter {
  actor: Actor;
  kiosk: number;
  clerk: number;
  instance: string;
  /** Both tokens. */
  headers: Record<string, string>;
}

export const pin = '1357';
let pinHash: Promise<string> | null = null;

export async function aCounter(world: World, { drawer = true } = {}): Promise<Counter> {
  const actor = await atCounter(world.home.house);
  const [kiosk, clerk] = [actor.kioskId ?? 0, actor.userId ?? 0];
  const [token, clerkToken, instance] = [newKey(), newKey(), randomUUID()];
  await world.sql('UPDATE kiosks SET token_hash = $2, instance = $3, enrolled_at = now() WHERE id = $1', [
    kiosk,
    hashOf(token),
    instance,
  ]);
  await givePin(world, clerk);
  await world.sql('INSERT INTO clerk_sessions (kiosk_id, user_id, token_hash) VALUES ($1, $2, $3)', [
    kiosk,
    clerk,
    hashOf(clerkToken),
  ]);
  if (!drawer) await world.sql('DELETE FROM shifts WHERE kiosk_id = $1', [kiosk]);
  return { actor, kiosk, clerk, instance, headers: { authorization: `Kiosk ${token}`, 'x-clerk': clerkToken } };
}

async function givePin(world: World, user: number): Promise<void> {
  pinHash ??= hashSecret(pin);
  await world.sql('UPDATE users SET pin_hash = $2 WHERE id = $1', [user, await pinHash]);
}

/** Somebody who may say yes, with the same PIN. */
export async function aSupervisor(world: World): Promise<number> {
  const name = `The supervisor ${randomUUID().slice(0, 4)}`;
  const [row] = (await world.sql(`INSERT INTO users (email, name, role) VALUES ($1, $2, 'supervisor') RETURNING id`, [
    `${randomUUID()}@foyer.test`,
    name,
  ])) as { id: number }[];
  await givePin(world, row?.id ?? 0);
  return row?.id ?? 0;
}

/** A supervisor's yes, as a key. */
export async function approved(world: World, { kiosk, clerk }: Counter, what: Approvable): Promise<string> {
  const key = newKey();
  await world.sql(
    `INSERT INTO approvals (kiosk_id, supervisor_id, clerk_id, what, key_hash, expires_at)
     VALUES ($1, $2, $3, $4, $5, now() + interval '2 minutes')`,
    [kiosk, await aSupervisor(world), clerk, what, hashOf(key)],
  );
  return key;
}

/** A key that no supervisor ever gave. */
export const forgedKey = 'x'.repeat(43);

export function tillCall({ headers }: Pick<Counter, 'headers'>, path: string, body?: unknown): Call {
  return { path: `/api/staff/till/${path}/`, headers, ...(body === undefined ? {} : { body }) };
}

/** A call at a counter of its own. */
export const atTill =
  (path: string, body?: (counter: Counter, world: World) => unknown, given = {}) =>
  async (world: World): Promise<Call> => {
    const counter = await aCounter(world, given);
    return tillCall(counter, path, await body?.(counter, world));
  };

/** The same uuid again, with something else beside it. */
export const another =
  (recipe: Recipe, change: object): Recipe =>
  async (world) => {
    const call = await recipe(world);
    await send(world, 'post', call);
    return { ...call, body: { ...(call.body as object), ...change } };
  };

/** The drawer is closed before the call is made. */
export const withoutDrawer =
  (recipe: Recipe): Recipe =>
  async (world) => {
    const call = await recipe(world);
    const token = (call.headers?.authorization ?? '').replace('Kiosk ', '');
    const closed = await sql(world.home.db).query<{ id: number }>(
      `UPDATE shifts SET closed_at = now(), closed_by = opened_by, closing_count = 0, closing_expected = 0, report = '{}',
              z_number = 1
        WHERE closed_at IS NULL AND kiosk_id = (SELECT id FROM kiosks WHERE token_hash = $1) RETURNING id`,
      [hashOf(token)],
    );
    // The office reads the reports of all closed drawers.
    for (const { id } of closed) {
      const report = JSON.stringify(await shiftReport(sql(world.home.db), id));
      await world.sql('UPDATE shifts SET report = $2 WHERE id = $1', [id, report]);
    }
    return call;
  };
