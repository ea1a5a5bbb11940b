import { createHash } from 'node:crypto';
import { isRefusal, type Refusal } from '../../contract/refusals.ts';
import type { OfflineSale, Reconciled } from '../../contract/till/allotments.ts';
import { inTransaction, type Tx } from '../../db.ts';
import { type Actor, denied } from '../actor.ts';
import { lockKiosk } from '../allotments/lease.ts';
import { recordAudit } from '../audit/record-audit.ts';
import type { House } from '../house.ts';
import { atTill, type TillActor } from '../kiosks/at-till.ts';
import { bookCutSale } from './book-cut-sale.ts';
import { instantOf } from './instant-of.ts';
import { judgeCutSale } from './judge-cut-sale.ts';
import { keepSeats } from './keep-seats.ts';

type Verdict = Reconciled['results'][number];

/**
 * Takes in what a till sold without the server, in order and each on its own: a sale that stands becomes an order with
 * the tickets that were printed; one that does not waits for a supervisor, with its seats kept as far as they can be. A
 * sale that comes again changes nothing and gets the verdict it had.
 */
export async function reconcile(
  house: House,
  actor: Actor,
  { instance, entries }: { instance: string; entries: readonly OfflineSale[] },
): Promise<Reconciled | Refusal> {
  const no = denied(actor, 'sync_till');
  if (no) return no;
  const results: Verdict[] = [];
  for (const entry of entries) {
    const verdict = await inTransaction(house.db, (tx) => takeIn(tx, house, atTill(actor), instance, entry));
    if (isRefusal(verdict)) return verdict;
    results.push(verdict);
  }
  return { results };
}

async function takeIn(tx: Tx, house: House, actor: TillActor, instance: string, entry: OfflineSale): Promise<Verdict> {
  // The drawer first, as whoever closes it does; then the till, so that nobody revokes it or hands in a copy meanwhile.
  await tx.query('SELECT FROM shifts WHERE id = $1 FOR SHARE', [entry.shift]);
  await lockKiosk(tx, actor.kioskId);
  const bodyHash = createHash('sha256').update(JSON.stringify(entry)).digest('base64url');
  const known = await verdictOn(tx, actor.kioskId, entry.uuid, bodyHash);
  if (known) return known;
  const fresh = await tx.query(
    `INSERT INTO till_acts (kiosk_id, uuid, act, body_hash) VALUES ($1, $2, 'cut_sale', $3) ON CONFLICT DO NOTHING RETURNING uuid`,
    [actor.kioskId, entry.uuid, bodyHash],
  );
  await tx.query('SAVEPOINT cut_sale');
  const judged = fresh.length === 0 ? 'idempotency_mismatch' : await judgeCutSale(tx, house, actor, instance, entry);
  const booked = typeof judged === 'string' ? judged : await bookCutSale(tx, house, entry, judged);
  const orderId = typeof booked === 'string' || isRefusal(booked) ? null : booked.orderId;
  const reason = typeof booked === 'string' ? booked : isRefusal(booked) ? booked.refused : null;
  if (orderId === null) await tx.query('ROLLBACK TO SAVEPOINT cut_sale');
  const [row] = await tx.query<{ id: number }>(
    `INSERT INTO cut_sales (kiosk_id, uuid, body_hash, instance, epoch, seq, sold_at, screening_id, total, sale, outcome, reason, order_id)
     VALUES ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10, $11, $12, $13) RETURNING id`,
    [
      actor.kioskId,
      entry.uuid,
      bodyHash,
      instance,
      entry.epoch,
      entry.seq,
      instantOf(entry.at),
      entry.screening,
      entry.total,
      JSON.stringify(entry),
      orderId === null ? 'rejected' : 'accepted',
      reason,
      orderId,
    ],
  );
  if (!row) throw new Error('a sale made without connection was not written');
  const kept = orderId === null ? await keepSeats(tx, house, { id: row.id, kioskId: actor.kioskId, entry }) : 0;
  await recordAudit(tx, actor, {
    action: orderId === null ? 'reject_cut_sale' : 'reconcile_cut_sale',
    entity: 'cut_sale',
    entityId: row.id,
    after: {
      uuid: entry.uuid,
      epoch: entry.epoch,
      seq: entry.seq,
      clerk: entry.clerk,
      total: entry.total,
      reason,
      kept,
    },
  });
  const verdict = await verdictOn(tx, actor.kioskId, entry.uuid, bodyHash);
  if (!verdict) throw new Error('a sale made without connection is gone');
  return verdict;
}

/** Null if this sale has never come before. */
async function verdictOn(tx: Tx, kioskId: number, uuid: string, bodyHash: string): Promise<Verdict | null> {
  const [row] = await tx.query<Verdict & Record<string, unknown>>(
    `SELECT c.uuid, c.outcome, c.reason,
            CASE WHEN c.outcome = 'accepted' THEN json_build_object('id', o.id, 'number', o.number) END AS "order"
       FROM cut_sales c LEFT JOIN orders o ON o.id = c.order_id
      WHERE c.kiosk_id = $1 AND c.uuid = $2 AND c.body_hash = $3`,
    [kioskId, uuid, bodyHash],
  );
  return row ?? null;
}
