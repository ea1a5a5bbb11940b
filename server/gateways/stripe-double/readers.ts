import type Stripe from 'stripe';
import { type Desk, emit, seconds } from './desk.ts';
import type { IntentParams } from './params.ts';
import { charge, fail } from './pay.ts';
import { newReader } from './reader-shape.ts';
import type { ReaderRecord } from './record.ts';
import { invalid, missing } from './refusal.ts';
import { newPaymentIntent } from './shapes.ts';

/** What somebody does at a reader that asks for a card. */
export const cardActs = ['tap', 'decline', 'cancel', 'time_out'] as const;
export type CardAct = (typeof cardActs)[number];

/** The simulated readers of this process. */
export interface ReaderDesk {
  /** Those that are switched off. */
  off: Set<string>;
  /** What happens without anybody's doing, and how many milliseconds after the reader asks; null: somebody does it. */
  byItself: { act: CardAct; afterMs: number } | null;
}

export const readerLabels: Record<string, string> = { tmr_counter1: 'Counter 1', tmr_counter2: 'Counter 2' };

/** A reader gives up asking after this. Source: Stripe's readers do so after about two minutes. */
const patienceMs = 120_000;

const failures: Record<Exclude<CardAct, 'tap'>, { code: string; message: string }> = {
  decline: { code: 'card_declined', message: 'Your card was declined.' },
  cancel: { code: 'customer_canceled', message: 'The customer canceled the payment.' },
  time_out: { code: 'reader_timeout', message: 'No card was presented in time.' },
};

export function readerOf(desk: Desk, id: string): Stripe.Terminal.Reader {
  const label = readerLabels[id];
  if (label === undefined) throw missing('terminal.reader', id, 'reader', 404);
  return newReader({ id, label, online: !desk.readers.off.has(id), now: desk.now() }, lastOn(desk, id));
}

/** The payment that a reader had last, if it was not taken off it. */
export function lastOn(desk: Desk, reader: string): ReaderRecord | null {
  let last: ReaderRecord | null = null;
  for (const record of desk.store.all()) {
    if (record.session || record.action?.reader !== reader) continue;
    if (!last?.action || record.action.number > last.action.number) last = record;
  }
  return last;
}

export function openIntent(desk: Desk, params: IntentParams): ReaderRecord {
  const intent = newPaymentIntent(
    {
      amount: params.amount,
      currency: params.currency.toLowerCase(),
      email: null,
      description: params.description ?? null,
      metadata: { ...params.metadata },
      types: ['card_present'],
    },
    seconds(desk),
  );
  return {
    session: null,
    intent,
    action: null,
    charge: null,
    refunds: [],
    refundsGo: 'through',
    pending: [],
    answers: {},
    outbox: [],
  };
}

/** The reader asks for the card. Throws an `ApiRefusal` if it is off or busy, or the payment is over. */
export function present(desk: Desk, reader: string, record: ReaderRecord): void {
  readerOf(desk, reader);
  if (desk.readers.off.has(reader)) {
    throw invalid('Reader is currently offline, please ensure the reader is powered on.', {
      code: 'terminal_reader_offline',
    });
  }
  const busy = lastOn(desk, reader);
  if (busy?.action?.status === 'in_progress' && busy !== record) {
    throw invalid('Reader is currently busy processing another request.', { code: 'terminal_reader_busy' });
  }
  if (record.intent.status !== 'requires_payment_method') throw overAlready(record);
  const all = [...desk.store.all()].map((one) => (one.session ? 0 : (one.action?.number ?? 0)));
  const number = Math.max(0, ...all) + 1;
  record.action = { reader, number, status: 'in_progress', failureCode: null, failureMessage: null };
  const { byItself } = desk.readers;
  record.pending.push({ at: desk.now() + patienceMs, what: { card: 'time_out', action: number } });
  if (byItself)
    record.pending.push({ at: desk.now() + byItself.afterMs, what: { card: byItself.act, action: number } });
}

/** Somebody acts at the reader; one that does not ask for a card is left alone. */
export function actOnCard(desk: Desk, record: ReaderRecord, act: CardAct): void {
  const { action, intent } = record;
  if (action?.status !== 'in_progress') return;
  if (act === 'tap') {
    action.status = 'succeeded';
    charge(desk, record, intent);
    emit(desk, record, 'terminal.reader.action_succeeded', readerOf(desk, action.reader));
    return;
  }
  action.status = 'failed';
  action.failureCode = failures[act].code;
  action.failureMessage = failures[act].message;
  if (act === 'decline') fail(desk, record, intent, failures.decline.message);
  emit(desk, record, 'terminal.reader.action_failed', readerOf(desk, action.reader));
}

/** Takes the payment off the reader. */
export function clear(record: ReaderRecord): void {
  if (record.action?.status === 'in_progress') record.action = null;
}

export function cancelIntent(desk: Desk, record: ReaderRecord): void {
  const { intent } = record;
  if (intent.status !== 'requires_payment_method') throw overAlready(record);
  clear(record);
  intent.status = 'canceled';
  intent.canceled_at = seconds(desk);
  emit(desk, record, 'payment_intent.canceled', intent);
}

function overAlready({ intent }: ReaderRecord) {
  return invalid(`This PaymentIntent has a status of ${intent.status}, which does not allow this.`, {
    code: 'payment_intent_unexpected_state',
  });
}
