import { sql } from '../../db.ts';
import type { BotMessage } from '../../gateways/telegram.ts';
import { loadCinema } from '../cinema.ts';
import type { House } from '../house.ts';
import { findOrder } from '../orders/find-order.ts';
import { openTickets, ticketPicture } from './ticket-picture.ts';

/** So many orders are shown, those that come first. */
const most = 10;

/** A person's own tickets for films that are not over, a picture each, in the order of the films. */
export async function upcomingTickets(
  house: House,
  { userId, language }: { userId: number; language: string },
): Promise<BotMessage[]> {
  const cinema = await loadCinema(sql(house.db));
  const rows = await sql(house.db).query<{ id: number }>(
    `SELECT o.id FROM orders o JOIN screenings sc ON sc.id = o.screening_id
      WHERE o.user_id = $1 AND o.status IN ('paid', 'partially_refunded') AND sc.status = 'published' AND sc.ends_at > now()
      ORDER BY sc.starts_at, o.id LIMIT $2`,
    [userId, most],
  );
  const orders = await Promise.all(rows.map(({ id }) => findOrder(house.db, house.signer, id)));
  return Promise.all(
    orders.flatMap((order) =>
      order ? openTickets(order).map((ticket) => ticketPicture(order, ticket, cinema, language)) : [],
    ),
  );
}
