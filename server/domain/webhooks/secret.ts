import { Webhook } from 'standardwebhooks';
import type { Signer } from '../signer.ts';

/** How long the secret before a rotation signs along, in hours: time enough to change it at the other end. */
export const overlapHours = 24;

/** The secret of an endpoint, derived from its seed: the database alone does not give it away. */
export function webhookSecret(signer: Signer, seed: string): string {
  return `whsec_${signer.sign('webhook secret', seed, 32).toString('base64')}`;
}

/** The headers of one try, signed by every secret that is valid. Source: Standard Webhooks 1.0. */
export function signedHeaders(secrets: readonly string[], id: string, at: Date, body: string): Record<string, string> {
  return {
    'content-type': 'application/json',
    'user-agent': 'Foyer-Webhooks/1',
    'webhook-id': id,
    'webhook-timestamp': String(Math.floor(at.getTime() / 1000)),
    'webhook-signature': secrets.map((secret) => new Webhook(secret).sign(id, at, body)).join(' '),
  };
}
