import { offerTelegramLink } from '../../../server/domain/telegram/offer-link.ts';
import { PaymentGatewayError } from '../../../server/gateways/payments.ts';
import { aCustomer, accepted, aFilm } from '../../setup/house.ts';
import { staffClient } from '../../setup/staff.ts';
import { accountRecipes } from './account-recipes.ts';
import { staffRecipes } from './staff-recipes.ts';
import { tillRecipes } from './till/index.ts';
import { type Call, type Recipe, type Recipes, secrets, type World } from './world.ts';

const on = (path: string) => (world: World) => ({ path: path.replace('{id}', String(world.screening.id)) });

let places = 0;
/** Every call comes from an address of its own, but for guests who are to be known again. */
const oneAddress = () => ({ 'x-forwarded-for': `2001:db8:ffff:${(places++).toString(16)}::1` });

/** An order that the house refuses: of seats by their labels, in a show made for it. */
function refusedOrder(labels: string[], given: Parameters<World['aShow']>[0] = {}, ticketType?: string): Recipe {
  return async (world) => {
    const show = await world.aShow(given);
    const type = ticketType && world.home.ids.types[ticketType];
    const seats = labels.map((label) => ({ seat: show.hall.seat(label), ...(type ? { ticket_type: type } : {}) }));
    return { path: '/api/orders/', body: { session: show.id, seats, email: world.guest() } };
  };
}

const closed = `sales_open_at = now() - interval '2 hours', sales_close_at = now() - interval '1 hour'`;
const off = `status = 'cancelled', cancelled_at = now()`;

/** The best seats of a show that something has happened to. */
function bestAfter(change: string): Recipe {
  return async (world) => {
    const show = await world.aShow();
    await world.sql(`UPDATE screenings SET ${change} WHERE id = $1`, [show.id]);
    return { path: `/api/sessions/${show.id}/best_available/?count=2` };
  };
}

/** An order in a show that something has happened to. */
function orderAfter(change: string): Recipe {
  return async (world) => {
    const show = await world.aShow();
    await world.sql(`UPDATE screenings SET ${change} WHERE id = $1`, [show.id]);
    return { path: '/api/orders/', body: { session: show.id, seats: [show.hall.seat('A1')], email: world.guest() } };
  };
}

async function orderInRated(world: World, policy: 'strict' | 'accompanied') {
  const film = await aFilm(world.home.house, { ageLimit: 16, agePolicy: policy });
  return refusedOrder(['A1'], { filmId: film.id }, 'child')(world);
}

const giveBack = async (world: World): Promise<{ call: Call; orderId: number }> => {
  const order = await world.paid();
  return { call: world.on(order, `tickets/${order.tickets[0]?.id}/refund/`), orderId: order.id };
};

let telegrams = 0;

const confirming = (code: string, headers: Record<string, string> = secrets.bot): Call => ({
  path: '/api/telegram/link/confirm/',
  headers,
  body: { code, tg_id: 7_000_000_000 + ++telegrams },
});

const telegramRecipes: Record<string, Recipes> = {
  confirmTelegram: {
    good: async (world) => {
      const { userId } = await staffClient(world.server, 'customer');
      const offered = await offerTelegramLink(world.home.house, { ...aCustomer(), userId });
      return confirming(accepted(offered).code);
    },
    refusals: {
      telegram_link_invalid: () => confirming('nobody-has-this-code'),
      unauthenticated: () => confirming('nobody-has-this-code', {}),
      forbidden: () => confirming('nobody-has-this-code', { 'x-telegram-bot-secret': 'guessed' }),
    },
  },
  telegramWebhook: {
    good: () => ({ path: '/api/telegram/webhook/', headers: secrets.telegram, body: { update_id: 1 } }),
    refusals: {
      forbidden: () => ({ path: '/api/telegram/webhook/', body: { update_id: 1 } }),
      not_found: async (world) => {
        const { config } = world.server.deps;
        const { telegram } = config;
        config.telegram = null;
        const after = () => {
          config.telegram = telegram;
        };
        return { path: '/api/telegram/webhook/', headers: secrets.telegram, body: { update_id: 1 }, after };
      },
    },
  },
};

/** How every answer of every operation comes about. What is missing here fails the walk. */
export const recipes: Record<string, Recipes> = {
  ...accountRecipes,
  ...staffRecipes,
  ...telegramRecipes,
  ...tillRecipes,
  getIndex: { good: () => ({ path: '/api/' }) },
  getSchema: { good: () => ({ path: '/api/schema/' }) },
  getDocs: { good: () => ({ path: '/api/docs/' }) },
  getHealth: { good: () => ({ path: '/healthz' }) },
  getReadiness: { good: () => ({ path: '/readyz' }) },
  listMovies: {
    good: () => ({ path: '/api/movies/?search=third%20man&page_size=5' }),
    refusals: { not_found: () => ({ path: '/api/movies/?page=999' }) },
  },
  getMovie: { good: (world) => ({ path: `/api/movies/${world.film.slug}/` }) },
  listGenres: {
    good: () => ({ path: '/api/genres/' }),
    refusals: { not_found: () => ({ path: '/api/genres/?page=999' }) },
  },
  listSessions: {
    good: (world) => ({ path: `/api/sessions/?movie=${world.film.id}` }),
    refusals: { not_found: () => ({ path: '/api/sessions/?page=999' }) },
  },
  getSession: { good: on('/api/sessions/{id}/') },
  getSeats: { good: on('/api/sessions/{id}/seats/') },
  getAvailableSeats: { good: on('/api/sessions/{id}/available_seats/') },
  getBestAvailable: {
    good: on('/api/sessions/{id}/best_available/?count=2'),
    refusals: {
      no_seats_left: async (world) => {
        const show = await world.aShow();
        await world.sql(
          `INSERT INTO seat_claims (screening_id, seat_id, kind) SELECT $1, id, 'block' FROM seats WHERE seat_plan_id = $2`,
          [show.id, show.hall.plan.id],
        );
        return { path: `/api/sessions/${show.id}/best_available/?count=2` };
      },
      sales_closed: bestAfter(closed),
      sales_not_open: bestAfter(`sales_open_at = now() + interval '1 hour'`),
      screening_cancelled: bestAfter(off),
    },
  },
  placeOrder: {
    good: refusedOrder(['A1', 'A2']),
    refusals: {
      not_found: (world) => ({ path: '/api/orders/', body: { session: 999_999, seats: [1], email: world.guest() } }),
      seat_taken: async (world) => {
        const taken = await refusedOrder(['A1', 'A2'])(world);
        await world.api.post('/orders/', taken.body);
        return { ...taken, body: { ...(taken.body as object), email: world.guest() } };
      },
      unknown_seat: (world) => ({
        path: '/api/orders/',
        body: { session: world.screening.id, seats: [999_999], email: world.guest() },
      }),
      duplicate_seat: refusedOrder(['A1', 'A1']),
      orphan_seat: refusedOrder(['A2']),
      companion_without_space: refusedOrder(['B2'], {}, 'companion'),
      love_seat_split: refusedOrder(['B3']),
      too_many_seats: async (world) => {
        const show = await world.aShow();
        const email = world.guest();
        const seats = (labels: string[]) => labels.map((label) => show.hall.seat(label));
        const first = seats(['A1', 'A2', 'A3', 'A4', 'A5', 'A6', 'C1', 'C2']);
        const headers = oneAddress();
        await world.api.post('/orders/', { session: show.id, seats: first, email }, headers);
        const body = { session: show.id, seats: seats(['C3', 'C4', 'B3', 'B4']), email };
        return { path: '/api/orders/', headers, body };
      },
      too_many_holds: async (world) => {
        const email = world.guest();
        const headers = oneAddress();
        const another = async () => {
          const call = await refusedOrder(['A1', 'A2'])(world);
          return { ...call, headers, body: { ...(call.body as object), email } };
        };
        for (let held = 0; held < 3; held++) await world.api.post('/orders/', (await another()).body, headers);
        return another();
      },
      sales_closed: orderAfter(closed),
      sales_not_open: refusedOrder(['A1'], { salesOpenAt: new Date(Date.now() + 3_600_000) }),
      screening_cancelled: orderAfter(off),
      not_for_sale: refusedOrder(['A1', 'A2'], {}, 'companion'),
      unknown_ticket_type: (world) => ({
        path: '/api/orders/',
        body: {
          session: world.screening.id,
          seats: [{ seat: world.screening.hall.seat('A1'), ticket_type: 999_999 }],
          email: world.guest(),
        },
      }),
      age_restricted: (world) => orderInRated(world, 'strict'),
      adult_required: (world) => orderInRated(world, 'accompanied'),
      email_required: async (world) => {
        const call = await refusedOrder(['A1', 'A2'])(world);
        return { ...call, body: { ...(call.body as object), email: undefined } };
      },
    },
  },
  getOrder: { good: async (world) => world.on(await world.pending()) },
  payOrder: {
    good: async (world) => world.on(await world.pending(), 'pay/'),
    refusals: {
      order_expired: async (world) => {
        const order = await world.pending();
        const call = world.on(order, 'pay/');
        await world.api.post(call.path.replace('/api', '').replace('/pay/', '/cancel/'));
        return call;
      },
      screening_cancelled: async (world) => {
        const order = await world.pending();
        await world.sql(`UPDATE screenings SET ${off} WHERE id = $1`, [order.session.id]);
        return world.on(order, 'pay/');
      },
      already_paid: async (world) => world.on(await world.paid(), 'pay/'),
      payment_processing: async (world) => {
        const call = world.on(await world.pending(), 'pay/');
        await world.api.post(call.path.replace('/api', ''));
        await world.sql(`UPDATE payments SET status = 'processing' WHERE id = (SELECT max(id) FROM payments)`);
        return call;
      },
      payment_unavailable: async (world) => {
        const { payments } = world.server.deps;
        const { openCheckout } = payments;
        payments.openCheckout = async () => {
          payments.openCheckout = openCheckout;
          throw new PaymentGatewayError('no answer', { retryable: true });
        };
        return world.on(await world.pending(), 'pay/');
      },
    },
  },
  cancelOrder: {
    good: async (world) => world.on(await world.pending(), 'cancel/'),
    refusals: {
      not_cancellable: async (world) => {
        const call = world.on(await world.pending(), 'cancel/');
        await world.api.post(call.path.replace('/api', ''));
        return call;
      },
      ticket_used: async (world) => {
        const order = await world.paid();
        await world.sql(`UPDATE tickets SET status = 'used', used_at = now() WHERE order_id = $1`, [order.id]);
        return world.on(order, 'cancel/');
      },
    },
  },
  refundTicket: {
    good: async (world) => (await giveBack(world)).call,
    refusals: {
      not_cancellable: async (world) => {
        const { call } = await giveBack(world);
        await world.api.post(call.path.replace('/api', ''));
        return call;
      },
      ticket_used: async (world) => {
        const { call, orderId } = await giveBack(world);
        await world.sql(`UPDATE tickets SET status = 'used', used_at = now() WHERE order_id = $1`, [orderId]);
        return call;
      },
      adult_required: async (world) => {
        const { call, orderId } = await giveBack(world);
        const film = await aFilm(world.home.house, { ageLimit: 16, agePolicy: 'accompanied' });
        await world.sql(
          'UPDATE screenings SET film_id = $2 FROM orders o WHERE o.screening_id = screenings.id AND o.id = $1',
          [orderId, film.id],
        );
        await world.sql(
          'UPDATE tickets SET ticket_type_id = $2 WHERE id = (SELECT max(id) FROM tickets WHERE order_id = $1)',
          [orderId, world.home.ids.types.child],
        );
        return call;
      },
      companion_without_space: async (world) => {
        const { call, orderId } = await giveBack(world);
        // A1 and A2 become the wheelchair space B1 and the companion's seat B2.
        await world.sql(
          `UPDATE tickets SET seat_id = there.id FROM seats here, seats there
            WHERE tickets.order_id = $1 AND here.id = tickets.seat_id AND there.seat_plan_id = here.seat_plan_id
              AND there.row = 'B' AND there.number = here.number`,
          [orderId],
        );
        return call;
      },
    },
  },
  stripeWebhook: {
    good: (world) => {
      const { payments } = world.server.deps;
      const { readWebhook } = payments;
      payments.readWebhook = (raw, signature) => {
        // What the stand-in still has to say of earlier payments is its own.
        if (!raw.includes('evt_walk')) return readWebhook(raw, signature);
        payments.readWebhook = readWebhook;
        return { id: 'evt_walk', type: 'customer.created', kind: 'other', payload: {} };
      };
      return { path: '/api/stripe/webhook/', body: { id: 'evt_walk', type: 'customer.created' } };
    },
    refusals: {
      invalid_request: () => ({
        path: '/api/stripe/webhook/',
        body: '{}',
        headers: { 'stripe-signature': 't=1,v1=0' },
      }),
    },
  },
};
