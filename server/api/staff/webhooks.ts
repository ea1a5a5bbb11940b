import type { Request, Router } from 'express';
import { deliveryQuery, pauseBody, webhookBody } from '../../contract/api/staff/webhooks.ts';
import { isRefusal, type Refusal, refuse } from '../../contract/refusals.ts';
import type { Deps } from '../../deps.ts';
import { changeWebhook } from '../../domain/webhooks/change-webhook.ts';
import { findDelivery, listDeliveries, listWebhooks } from '../../domain/webhooks/list-webhooks.ts';
import { pauseWebhook } from '../../domain/webhooks/pause-webhook.ts';
import { registerWebhook } from '../../domain/webhooks/register-webhook.ts';
import { removeWebhook } from '../../domain/webhooks/remove-webhook.ts';
import { rotateWebhookSecret } from '../../domain/webhooks/rotate-webhook-secret.ts';
import { sendAgain } from '../../domain/webhooks/send-again.ts';
import { testWebhook } from '../../domain/webhooks/test-webhook.ts';
import { jsonBody } from '../json-body.ts';
import { parse, pathId } from '../parse.ts';
import { answer } from './answer.ts';

/** `/webhooks`: who is told what, and the log of each telling. */
export function installWebhooks(router: Router, deps: Deps): void {
  router.get(
    '/webhooks',
    answer((_req, actor) => listWebhooks(deps, actor)),
  );
  router.post(
    '/webhooks',
    ...jsonBody,
    answer(async (req, actor) => {
      const body = parse(webhookBody, req.body);
      return isRefusal(body) ? body : registerWebhook(deps, actor, body);
    }),
  );
  router.put(
    '/webhooks/:id',
    ...jsonBody,
    answer((req, actor) =>
      onId(req, async (webhookId) => {
        const body = parse(webhookBody, req.body);
        return isRefusal(body) ? body : changeWebhook(deps, actor, { webhookId, ...body });
      }),
    ),
  );
  router.delete(
    '/webhooks/:id',
    answer((req, actor) => onId(req, (webhookId) => removeWebhook(deps, actor, { webhookId }))),
  );
  router.post(
    '/webhooks/:id/pause',
    ...jsonBody,
    answer((req, actor) =>
      onId(req, async (webhookId) => {
        const body = parse(pauseBody, req.body);
        return isRefusal(body) ? body : pauseWebhook(deps, actor, { webhookId, ...body });
      }),
    ),
  );
  router.post(
    '/webhooks/:id/rotate',
    answer((req, actor) => onId(req, (webhookId) => rotateWebhookSecret(deps, actor, { webhookId }))),
  );
  router.post(
    '/webhooks/:id/test',
    answer((req, actor) => onId(req, (webhookId) => testWebhook(deps, actor, { webhookId }))),
  );
  router.get(
    '/webhooks/:id/deliveries',
    answer((req, actor) =>
      onId(req, async (webhookId) => {
        const query = parse(deliveryQuery, req.query);
        return isRefusal(query) ? query : listDeliveries(deps, actor, { webhookId, ...query });
      }),
    ),
  );
  router.get(
    '/webhook-deliveries/:id',
    answer((req, actor) => onId(req, (id) => findDelivery(deps, actor, id))),
  );
  router.post(
    '/webhook-deliveries/:id/again',
    answer((req, actor) => onId(req, (deliveryId) => sendAgain(deps, actor, { deliveryId }))),
  );
}

async function onId(req: Request, work: (id: number) => Promise<object | Refusal>): Promise<object | Refusal> {
  const id = pathId(req);
  return id ? work(id) : refuse('not_found');
}
