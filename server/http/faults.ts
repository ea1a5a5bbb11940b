import type { Logger } from 'pino';

/** What the HTTP layer says of a body it could not take. Source: http-errors as thrown by Express's body parsers. */
export function bodyFault(fault: unknown): 'too_large' | 'invalid_request' | null {
  const status = typeof fault === 'object' && fault !== null && 'status' in fault ? Number(fault.status) : 0;
  if (status === 413) return 'too_large';
  return status >= 400 && status < 500 ? 'invalid_request' : null;
}

/** Logs a fault of ours once, under its request's id. */
export function logFault(log: Logger, fault: unknown, requestId: unknown): void {
  log.error({ err: fault, requestId }, 'a request failed');
}
