import * as operations from '../../contract/api/staff/webhooks.ts';
import { changeWebhook } from '../../domain/webhooks/change-webhook.ts';
import { findDelivery, listDeliveries, listWebhooks } from '../../domain/webhooks/list-webhooks.ts';
import { pauseWebhook } from '../../domain/webhooks/pause-webhook.ts';
import { registerWebhook } from '../../domain/webhooks/register-webhook.ts';
import { removeWebhook } from '../../domain/webhooks/remove-webhook.ts';
import { rotateWebhookSecret } from '../../domain/webhooks/rotate-webhook-secret.ts';
import { sendAgain } from '../../domain/webhooks/send-again.ts';
import { testWebhook } from '../../domain/webhooks/test-webhook.ts';
import { type Api, serve } from '../serve.ts';

/** `/webhooks`: who is told what, and the log of each telling. */
export function installWebhooks(api: Api): void {
  const { deps } = api;
  serve(api, operations.listWebhooks, ({ actor }) => listWebhooks(deps, actor));
  serve(api, operations.registerWebhook, ({ actor, body }) => registerWebhook(deps, actor, body));
  serve(api, operations.changeWebhook, ({ actor, params, body }) =>
    changeWebhook(deps, actor, { webhookId: params.id, ...body }),
  );
  serve(api, operations.removeWebhook, ({ actor, params }) => removeWebhook(deps, actor, { webhookId: params.id }));
  serve(api, operations.pauseWebhook, ({ actor, params, body }) =>
    pauseWebhook(deps, actor, { webhookId: params.id, ...body }),
  );
  serve(api, operations.rotateWebhookSecret, ({ actor, params }) =>
    rotateWebhookSecret(deps, actor, { webhookId: params.id }),
  );
  serve(api, operations.testWebhook, ({ actor, params }) => testWebhook(deps, actor, { webhookId: params.id }));
  serve(api, operations.listDeliveries, ({ actor, params, query }) =>
    listDeliveries(deps, actor, { webhookId: params.id, ...query }),
  );
  serve(api, operations.getDelivery, ({ actor, params }) => findDelivery(deps, actor, params.id));
  serve(api, operations.sendAgain, ({ actor, params }) => sendAgain(deps, actor, { deliveryId: params.id }));
}
