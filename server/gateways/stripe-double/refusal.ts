/** An answer of Stripe's API other than 200. Source: docs.stripe.com/api/errors. */
export class ApiRefusal extends Error {
  override name = 'ApiRefusal';
  readonly status: number;
  readonly body: { error: ApiError };
  constructor(status: number, error: ApiError) {
    super(error.message);
    this.status = status;
    this.body = { error };
  }
}

export interface ApiError {
  type: 'invalid_request_error' | 'idempotency_error' | 'api_error';
  message: string;
  code?: string;
  param?: string;
}

export function invalid(message: string, details: { code?: string; param?: string } = {}, status = 400): ApiRefusal {
  return new ApiRefusal(status, { type: 'invalid_request_error', message, ...details });
}

/** Stripe answers 404 when the missing thing is in the path and 400 when it is in a parameter. */
export function missing(what: string, id: string, param: string, status: 400 | 404): ApiRefusal {
  return invalid(`No such ${what}: '${id}'`, { code: 'resource_missing', param }, status);
}
