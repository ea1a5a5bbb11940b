import type { Tx } from '../../db.ts';

/**
 * First answers to an `Idempotency-Key` are kept for a day. Theirs are those that they were given, and those that name them or
 * show an order of theirs, whoever was given them. An order writes as few indexes as can be, so the answers to new ones are
 * found by what the order itself knows.
 */
export async function forgetFirstAnswers(
  tx: Tx,
  { userId, email, orderIds }: { userId: number; email: string; orderIds: readonly number[] },
): Promise<void> {
  const user = `user:${userId}`;
  await tx.query('DELETE FROM idempotent_requests WHERE scope = $1', [`POST /api/orders ${user}`]);
  await tx.query(
    `DELETE FROM idempotent_requests WHERE scope NOT LIKE 'POST /api/orders %' AND split_part(scope, ' ', -1) = $1`,
    [user],
  );
  await tx.query(
    `DELETE FROM idempotent_requests WHERE scope NOT LIKE 'POST /api/orders %'
        AND lower(substring(response #>> '{}' FROM '"email": ?"([^"]*)"')) = lower($1)`,
    [email],
  );
  // A guest's are written with the order. Asked again once they are gone they are kept anew, and asked from where the order was
  // placed: the network address is a part of who a guest is.
  await tx.query(
    `DELETE FROM idempotent_requests
      WHERE (created_at = ANY (ARRAY(SELECT o.created_at FROM orders o WHERE o.id = ANY ($2)))
          OR scope = ANY (ARRAY(SELECT 'POST /api/orders address:' || a.address FROM audit_entries a
               WHERE a.entity = 'order' AND a.entity_id = ANY ($1) AND a.action = 'place_order')))
        AND response ->> 'id' = ANY ($1)`,
    [orderIds.map(String), orderIds],
  );
}
