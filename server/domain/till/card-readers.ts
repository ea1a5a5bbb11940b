import { type CardReader, PaymentGatewayError } from '../../gateways/payments.ts';
import type { House } from '../house.ts';

/** The readers at the counter; none while the processor does not answer, for a till sells for cash all the same. */
export async function cardReaders(house: House): Promise<CardReader[]> {
  try {
    return await house.payments.terminal.readers();
  } catch (fault) {
    if (fault instanceof PaymentGatewayError) return [];
    throw fault;
  }
}
