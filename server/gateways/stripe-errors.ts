import Stripe from 'stripe';
import { PaymentGatewayError } from './payments.ts';

/** Calls Stripe; its errors become `PaymentGatewayError`s that say whether asking again may help. */
export async function ask<T>(call: () => Promise<T>): Promise<T> {
  try {
    return await call();
  } catch (error) {
    if (!(error instanceof Stripe.errors.StripeError)) throw error;
    throw new PaymentGatewayError(`Stripe: ${error.message}${error.requestId ? ` (${error.requestId})` : ''}`, {
      retryable: isPassing(error),
      cause: error,
    });
  }
}

/** No answer, Stripe's own trouble, too many calls, or the same key still at work: worth asking again. */
function isPassing(error: Stripe.errors.StripeError): boolean {
  if (error instanceof Stripe.errors.StripeConnectionError || error.statusCode === undefined) return true;
  return error.statusCode >= 500 || error.statusCode === 409 || error.statusCode === 429;
}

export function isRefused(error: unknown): boolean {
  return stripeErrorOf(error)?.statusCode === 400;
}

export function isMissing(error: unknown): boolean {
  const cause = stripeErrorOf(error);
  return cause?.statusCode === 404 || cause?.code === 'resource_missing';
}

function stripeErrorOf(error: unknown): Stripe.errors.StripeError | undefined {
  if (!(error instanceof PaymentGatewayError)) return undefined;
  return error.cause instanceof Stripe.errors.StripeError ? error.cause : undefined;
}
