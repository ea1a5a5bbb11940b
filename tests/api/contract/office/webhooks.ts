import { type Recipes, send, type World } from '../world.ts';
import { at, office, on } from './at.ts';

const body = { name: 'Listings', url: 'http://127.0.0.1:9/hook', events: ['order.paid'] };
const elsewhere = { ...body, url: 'ftp://listings.example' };

async function endpoint(world: World): Promise<number> {
  const { json } = await send(world, 'post', office(world, 'webhooks', body));
  return json.id;
}

async function delivery(world: World): Promise<number> {
  const id = await endpoint(world);
  await send(world, 'post', office(world, `webhooks/${id}/test`));
  const { json } = await send(world, 'get', office(world, `webhooks/${id}/deliveries`));
  return json.deliveries[0].id;
}

export const webhookRecipes: Record<string, Recipes> = {
  listWebhooks: { good: at('webhooks') },
  registerWebhook: { good: at('webhooks', body), refusals: { webhook_address: at('webhooks', elsewhere) } },
  changeWebhook: {
    good: on(
      endpoint,
      (id) => `webhooks/${id}`,
      () => body,
    ),
    refusals: {
      webhook_address: on(
        endpoint,
        (id) => `webhooks/${id}`,
        () => elsewhere,
      ),
    },
  },
  removeWebhook: { good: on(endpoint, (id) => `webhooks/${id}`) },
  pauseWebhook: {
    good: on(
      endpoint,
      (id) => `webhooks/${id}/pause`,
      () => ({ paused: true }),
    ),
  },
  rotateWebhookSecret: { good: on(endpoint, (id) => `webhooks/${id}/rotate`) },
  testWebhook: { good: on(endpoint, (id) => `webhooks/${id}/test`) },
  listDeliveries: {
    good: on(endpoint, (id) => `webhooks/${id}/deliveries`),
  },
  getDelivery: { good: on(delivery, (id) => `webhook-deliveries/${id}`) },
  sendAgain: { good: on(delivery, (id) => `webhook-deliveries/${id}/again`) },
};
