import { cancelOrder } from '../../../../server/domain/orders/cancel-order.ts';
import { placeOrder } from '../../../../server/domain/orders/place-order.ts';
import { accepted, manager } from '../../../setup/house.ts';
import { takeCash } from '../../../setup/take-cash.ts';
import type { Call, Recipes, World } from '../world.ts';
import { cancelled, office, on, paidOrder } from './at.ts';

type Paid = Awaited<ReturnType<typeof paidOrder>>;

const reason = 'Asked for by telephone.';

const pending = (world: World) => world.pending();

/** The first of an order's tickets to the seat of a label. */
const moving = (label: string, how: Partial<{ twice: boolean; keepPrice: boolean }> = {}) =>
  on(
    paidOrder,
    ({ order }) => `orders/${order.id}/moves`,
    ({ tickets: [ticket], seat }) => ({
      moves: Array.from({ length: how.twice ? 2 : 1 }, () => ({ ticket, seat: seat(label) })),
      keepPrice: how.keepPrice ?? false,
    }),
  );

const movingAfter =
  (happens: (world: World, paid: Paid) => Promise<unknown>, label = 'C1') =>
  async (world: World) => {
    const paid = await paidOrder(world);
    await happens(world, paid);
    const moves = [{ ticket: paid.tickets[0], seat: paid.seat(label) }];
    return office(world, `orders/${paid.order.id}/moves`, { moves });
  };

/** Money of a cash sale that waits for its owner. */
async function waiting(world: World): Promise<number> {
  const show = await world.aShow();
  const { house } = world.home;
  const lines = ['A1', 'A2'].map((label) => ({ seat: show.hall.seat(label), ticketType: null }));
  const { id } = accepted(await placeOrder(house, manager, { screeningId: show.id, lines, email: null }));
  accepted(await takeCash(house, manager, id));
  accepted(await cancelOrder(house, manager, id));
  const [refund] = (await world.sql('SELECT id FROM refunds WHERE order_id = $1', [id])) as { id: number }[];
  return refund?.id ?? 0;
}

async function handedOut(world: World): Promise<Call> {
  const id = await waiting(world);
  await world.sql(`UPDATE refunds SET status = 'succeeded', settled_at = now() WHERE id = $1`, [id]);
  return office(world, `refunds/${id}/hand-out`);
}

export const deskRecipes: Record<string, Recipes> = {
  searchOrders: { good: async (world) => ({ ...office(world, 'orders'), path: '/api/staff/orders/?q=guest' }) },
  getOfficeOrder: { good: on(paidOrder, ({ order }) => `orders/${order.id}`) },
  addOrderNote: {
    good: on(
      pending,
      ({ id }) => `orders/${id}/notes`,
      () => ({ text: 'Comes with a wheelchair.' }),
    ),
  },
  resendTickets: {
    good: on(
      paidOrder,
      ({ order }) => `orders/${order.id}/resend`,
      () => ({}),
    ),
    refusals: {
      no_tickets: on(
        pending,
        ({ id }) => `orders/${id}/resend`,
        () => ({}),
      ),
      email_required: async (world) => {
        const { order } = await paidOrder(world);
        await world.sql('UPDATE orders SET email = NULL WHERE id = $1', [order.id]);
        return office(world, `orders/${order.id}/resend`, {});
      },
    },
  },
  moveSeats: {
    good: moving('A3'),
    refusals: {
      duplicate_seat: moving('A3', { twice: true }),
      no_tickets: moving('A1'),
      unknown_seat: moving('Z9'),
      companion_without_space: moving('B2', { keepPrice: true }),
      love_seat_split: moving('B3', { keepPrice: true }),
      screening_cancelled: movingAfter((world, { order }) =>
        world.sql(`UPDATE screenings SET ${cancelled} WHERE id = $1`, [order.session.id]),
      ),
      seat_taken: movingAfter((world, { order, seat }) =>
        world.sql(`INSERT INTO seat_claims (screening_id, seat_id, kind) VALUES ($1, $2, 'block')`, [
          order.session.id,
          seat('C1'),
        ]),
      ),
      other_category: moving('B2'),
    },
  },
  cancelOfficeOrder: {
    good: on(
      paidOrder,
      ({ order }) => `orders/${order.id}/cancel`,
      () => ({ reason }),
    ),
    refusals: {
      not_cancellable: async (world) => {
        const { order } = await paidOrder(world);
        accepted(await cancelOrder(world.home.house, manager, order.id));
        return office(world, `orders/${order.id}/cancel`, { reason });
      },
      ticket_used: async (world) => {
        const { order } = await paidOrder(world);
        await world.sql(`UPDATE tickets SET status = 'used', used_at = now() WHERE order_id = $1`, [order.id]);
        return { ...office(world, `orders/${order.id}/cancel`, { reason }), headers: world.clerk };
      },
    },
  },
  handOutCash: {
    good: on(waiting, (id) => `refunds/${id}/hand-out`),
    refusals: { refund_not_waiting: handedOut },
  },
};
