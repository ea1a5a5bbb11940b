import { pino } from 'pino';
import { openDb } from '../../server/db.ts';
import { signerFrom } from '../../server/domain/signer.ts';
import { smtpMail } from '../../server/gateways/mail.ts';
import { stripeGateway } from '../../server/gateways/stripe.ts';
import { webhookSender } from '../../server/gateways/webhook-sender.ts';
import { startWorker } from '../../server/jobs/worker.ts';

/** What a worker in a process of its own is told, as JSON in its first argument. */
export interface WorkerSettings {
  url: string;
  smtpUrl: string;
  stripe: Parameters<typeof stripeGateway>[0];
}

// A worker that can be killed: the product's own jobs and gateways, beside a test that plays the outside world.
const { url, smtpUrl, stripe } = JSON.parse(process.argv[2] ?? '') as WorkerSettings;
await startWorker({
  db: openDb(url),
  payments: stripeGateway(stripe),
  webhooks: webhookSender({ production: false }),
  mail: smtpMail(smtpUrl),
  signer: signerFrom('a secret that only the tests know'),
  seatsChanged: () => {},
  publicUrl: 'http://foyer.test',
  log: pino({ level: 'silent' }),
});
