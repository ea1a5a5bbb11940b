import type { WebhookType } from '../../webhooks.ts';
import { counted } from './plural.ts';

const events: Record<WebhookType, string> = {
  'order.paid': 'An order is paid',
  'order.refunded': 'Tickets or money go back',
  'order.cancelled': 'An order is cancelled unpaid',
  'screening.published': 'A screening is published',
  'screening.changed': 'A screening changes its time, hall or film',
  'screening.cancelled': 'A screening is called off',
};

export const webhookWords = {
  title: 'Webhooks',
  intro: 'Other systems that we tell what happens here, each at its own address.',
  loading: 'Fetching the webhooks…',
  none: 'Nobody is told yet.',
  add: 'New webhook',
  name: 'Name',
  nameHint: 'Who listens: the listings site, the loyalty scheme.',
  url: 'Address',
  events: 'Tell it when',
  event: (type: string) => (events as Record<string, string>)[type] ?? 'Test',
  save: 'Save',
  create: 'Create the webhook',
  cancel: 'Cancel',
  change: 'Change',
  pause: 'Pause',
  resume: 'Go on',
  rotate: 'New secret',
  test: 'Send a test',
  remove: 'Remove',
  back: 'All webhooks',
  secret: 'The signing secret',
  secretHint: 'It is shown this once. Hand it to whoever looks after the other end; they check our signatures with it.',
  rotateTitle: 'Make a new secret?',
  rotateAsk: 'The old one goes on working for 24 hours, so that the other end has time to change.',
  removeTitle: (name: string) => `Remove ${name}?`,
  removeAsk: 'It is told nothing more, what still waits for it is dropped, and its log goes.',
  copy: 'Copy',
  copied: 'Copied.',
  testSent: 'The test is on its way. It shows below.',
  saved: 'Saved.',
  paused: 'Paused. What happens meanwhile is kept for it.',
  resumed: 'It goes on. What has waited goes out now.',
  state: (pause: string | null, failing: boolean) =>
    pause === 'by_hand'
      ? 'paused'
      : pause === 'failing'
        ? 'paused after days of failures'
        : pause === 'gone'
          ? 'gone: it asked for no more'
          : failing
            ? 'failing'
            : 'on',
  waiting: (count: number) => counted(count, 'delivery waits', 'deliveries wait'),
  last: (at: string) => `last delivered ${at}`,
  never: 'nothing delivered yet',
  oldUntil: (at: string) => `The old secret works until ${at}.`,
  log: 'Deliveries',
  empty: 'Nothing has been sent to it yet.',
  when: 'When',
  what: 'What',
  outcome: 'Outcome',
  tries: 'Tries',
  status: {
    waiting: 'waiting',
    delivered: 'delivered',
    given_up: 'given up',
  } as Record<string, string>,
  next: (at: string) => `next try ${at}`,
  again: 'Send again',
  sentAgain: 'It is being sent again.',
  payload: 'What was sent',
  attempts: 'Tries',
  attempt: (answer: string, ms: number) => `${answer}, after ${ms} ms`,
  http: (status: number) => `HTTP ${status}`,
  older: 'Older',
  newer: 'Newer',
  refresh: 'Refresh',
};
