import type { Signer } from '../signer.ts';

const purpose = 'order link';

/** The guest's key to an order: 128 bits, in every link that we send. It is derived, so that nothing has to be stored. */
export function orderToken(signer: Signer, order: { id: number; number: string }): string {
  return signer.sign(purpose, text(order), 16).toString('base64url');
}

export function opensOrder(signer: Signer, order: { id: number; number: string }, token: string): boolean {
  const mac = Buffer.from(token, 'base64url');
  return mac.length === 16 && signer.verify(purpose, text(order), mac);
}

const text = (order: { id: number; number: string }) => `${order.id}:${order.number}`;
