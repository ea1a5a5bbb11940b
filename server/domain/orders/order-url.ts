import type { House } from '../house.ts';
import { orderToken } from './order-token.ts';

/** The customer's page of an order, with the guest's key in it. */
export function orderUrl(house: Pick<House, 'publicUrl' | 'signer'>, order: { id: number; number: string }): string {
  return `${house.publicUrl}/orders/${order.id}?token=${orderToken(house.signer, order)}`;
}
