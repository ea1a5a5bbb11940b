import type { Call, World } from '../world.ts';

/** A call of the office's, by whoever is signed in there as manager. */
export const at = (path: string, body?: unknown) => (world: World) => office(world, path, body);

export function office(world: World, path: string, body?: unknown): Call {
  return { path: `/api/staff/${path}/`, headers: world.office, ...(body === undefined ? {} : { body }) };
}

/** A call on something that is made for it. */
export const on =
  <T>(make: (world: World) => Promise<T>, path: (made: T) => string, body?: (made: T) => unknown) =>
  async (world: World): Promise<Call> => {
    const made = await make(world);
    return office(world, path(made), body?.(made));
  };

export const cancelled = `status = 'cancelled', cancelled_at = now()`;

/** A screening that something has happened to. */
export async function showAfter(world: World, change: string, given: Parameters<World['aShow']>[0] = {}) {
  const show = await world.aShow(given);
  await world.sql(`UPDATE screenings SET ${change} WHERE id = $1`, [show.id]);
  return show;
}

/** A paid order, and the seats of its hall by their labels. */
export async function paidOrder(world: World) {
  const order = await world.paid();
  const rows = await world.sql(
    `SELECT s.row || s.number AS label, s.id FROM screenings sc JOIN seats s USING (seat_plan_id) WHERE sc.id = $1`,
    [order.session.id],
  );
  const seats = new Map((rows as { label: string; id: number }[]).map(({ label, id }) => [label, id]));
  return { order, tickets: order.tickets.map(({ id }) => id), seat: (label: string) => seats.get(label) ?? 999_999 };
}
