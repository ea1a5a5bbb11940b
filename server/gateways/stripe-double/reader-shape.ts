import type Stripe from 'stripe';
import type { ReaderRecord } from './record.ts';

/** A simulated reader as Stripe shows it, with what it did last. */
export function newReader(
  { id, label, online, now }: { id: string; label: string; online: boolean; now: number },
  shown: ReaderRecord | null,
): Stripe.Terminal.Reader {
  return {
    id,
    object: 'terminal.reader',
    action: shown?.action
      ? {
          api_error: null,
          failure_code: shown.action.failureCode,
          failure_message: shown.action.failureMessage,
          process_payment_intent: { payment_intent: shown.intent.id },
          status: shown.action.status,
          type: 'process_payment_intent',
        }
      : null,
    device_sw_version: '',
    device_type: 'simulated_wisepos_e',
    ip_address: '0.0.0.0',
    label,
    last_seen_at: online ? now : null,
    livemode: false,
    location: 'tml_foyer',
    metadata: {},
    serial_number: `simulated-${id}`,
    status: online ? 'online' : 'offline',
  };
}
