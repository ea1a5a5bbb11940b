import type { Request, Response } from 'express';
import { customerActor } from '../../server/auth/customer.ts';
import type { Actor } from '../../server/domain/actor.ts';
import { findOrder } from '../../server/domain/orders/find-order.ts';
import { holdToken } from '../../server/domain/seats/find-hold.ts';
import type { OwnHold } from '../../server/domain/seats/find-own-hold.ts';
import type { ScreeningFloor } from '../../server/domain/seats/load-floor.ts';
import { labelsOf } from '../ui/seat-picker/advice.ts';
import type { SessionProps } from '../views/session.tsx';
import { loginOf } from './login.ts';
import type { Shop } from './shop.ts';

/** The customer at this browser. */
export function customerOf(shop: Shop, req: Request, res: Response): Actor {
  return customerActor(shop.deps, req, res, loginOf(res));
}

export const checkoutPath = (shop: Shop, holdId: number): string =>
  `/checkout/${holdId}/${holdToken(shop.deps.signer, holdId)}`;

/** Where an order's page is, with its key. */
export async function orderPath(shop: Shop, orderId: number): Promise<string> {
  const order = await findOrder(shop.deps.db, shop.deps.signer, orderId);
  if (!order) throw new Error(`order ${orderId} is gone`);
  return `/orders/${orderId}?token=${order.token}`;
}

/** What this browser holds of a screening, for the page that would otherwise call its own seats taken. */
export async function showOwnHold(shop: Shop, hold: OwnHold, floor: ScreeningFloor): Promise<SessionProps['own']> {
  const checkout = checkoutPath(shop, hold.id);
  const order = hold.orderId === null ? null : await orderPath(shop, hold.orderId);
  return {
    seats: labelsOf(floor.plan, hold.seats),
    until: hold.expiresAt.toISOString(),
    href: order ?? checkout,
    release: order ? order.replace('?', '/cancel?') : `${checkout}/release`,
  };
}
