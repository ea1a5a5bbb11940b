import type { OrderStatus } from '@prisma/client';

export type { OrderStatus };

/**
 * What may become of an order. The two ways out of `expired` and the one out of `cancelled` are late money (rule 5):
 * with the seats still free it becomes tickets, else it goes back.
 */
const next: Record<OrderStatus, readonly OrderStatus[]> = {
  pending: ['paid', 'expired', 'cancelled', 'refunded'],
  paid: ['partially_refunded', 'refunded', 'cancelled'],
  partially_refunded: ['refunded'],
  refunded: [],
  expired: ['paid', 'refunded'],
  cancelled: ['refunded'],
};

export function mayBecome(from: OrderStatus, to: OrderStatus): boolean {
  return next[from].includes(to);
}
