import type { PrintDocument } from '../../contract/till/prints.ts';
import { sql } from '../../db.ts';
import type { House } from '../house.ts';
import { orderOnPaper } from './order-on-paper.ts';
import { receipt } from './receipt.ts';
import { ticketSheet } from './ticket-sheet.ts';

/** What is printed once an order is paid: its receipt, then each ticket. Asked again, the same sheets under the same keys. */
export async function printsOfSale(house: House, orderId: number): Promise<PrintDocument[]> {
  const order = await orderOnPaper(sql(house.db), orderId);
  if (!order || order.tickets.length === 0) return [];
  return [receipt(order, 0), ...order.tickets.map((ticket) => ticketSheet(house.signer, order, ticket, 0))];
}
