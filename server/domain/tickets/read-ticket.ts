import type { DoorTicket } from '../../contract/door.ts';
import type { Sql } from '../../db.ts';
import type { Signer } from '../signer.ts';
import { readTicketCode } from './ticket-code.ts';

export interface ReadTicket extends Omit<DoorTicket, 'startsAt'> {
  orderId: number;
  startsAt: Date;
  businessDate: string;
  status: 'pending' | 'valid' | 'used' | 'cancelled';
  usedAt: Date | null;
  /** It was given up for another one. */
  exchanged: boolean;
  screeningCancelled: boolean;
  /** The code is of an older revision: it was replaced. */
  replaced: boolean;
}

/** Whose seat a code stands for, whatever became of it; null if the code is none of ours. */
export async function readTicket(db: Sql, signer: Signer, code: string): Promise<ReadTicket | null> {
  const read = readTicketCode(signer, code);
  if (!read) return null;
  const [ticket] = await db.query<Omit<ReadTicket, 'replaced'> & { revision: number }>({ name: 'read_ticket', text }, [
    read.id,
  ]);
  if (!ticket) return null;
  const { revision, ...facts } = ticket;
  // The code holds the revision's low eight bits.
  return { ...facts, replaced: revision % 256 !== read.revision };
}

const text = `
SELECT t.id, t.order_id AS "orderId", t.screening_id AS screening, s.row, s.number, k.name AS category,
       tt.name AS "ticketType", tt.min_age AS "minAge", tt.max_age AS "maxAge", f.title AS film, hall.name AS hall,
       json_build_object('limit', f.age_limit, 'policy', f.age_policy) AS age,
       sc.starts_at AS "startsAt", sc.business_date AS "businessDate", sc.status = 'cancelled' AS "screeningCancelled",
       t.status, t.used_at AS "usedAt", t.revision,
       t.status = 'cancelled' AND EXISTS (SELECT FROM tickets n WHERE n.replaces_id = t.id AND n.status IN ('valid', 'used'))
         AS exchanged
  FROM tickets t JOIN seats s ON s.id = t.seat_id JOIN seat_categories k ON k.id = t.category_id
  JOIN ticket_types tt ON tt.id = t.ticket_type_id
  JOIN screenings sc ON sc.id = t.screening_id JOIN films f ON f.id = sc.film_id JOIN halls hall ON hall.id = sc.hall_id
 WHERE t.id = $1`;
