import type { Desk } from './desk.ts';
import { settlePayment } from './pay.ts';
import { actOnCard } from './readers.ts';
import type { AnyRecord } from './record.ts';
import { settleRefund } from './refunds.ts';
import { expireSession } from './sessions.ts';

/** Does what the clock has made due in one record; true if anything changed. */
export function settleDue(desk: Desk, record: AnyRecord): boolean {
  const due = record.pending.filter((one) => one.at <= desk.now());
  record.pending = record.pending.filter((one) => !due.includes(one));
  for (const { what } of due) {
    if (typeof what !== 'object') {
      if (record.session) settlePayment(desk, record, what === 'payment_succeeds');
    } else if ('refund' in what) settleRefund(desk, record, what.refund, what.status);
    else if (!record.session && record.action?.number === what.action) actOnCard(desk, record, what.card);
  }
  if (record.session !== null && record.session.status === 'open' && record.session.expires_at * 1000 <= desk.now()) {
    expireSession(desk, record);
    return true;
  }
  return due.length > 0;
}

/** When `settleDue` next has something to do; undefined if never. */
export function nextDue(record: AnyRecord): number | undefined {
  const times = record.pending.map((one) => one.at);
  if (record.session?.status === 'open') times.push(record.session.expires_at * 1000);
  return times.length > 0 ? Math.min(...times) : undefined;
}
