import type { Logger } from 'pino';

/** What the HTTP layer says of a body it could not take. Source: http-errors as thrown by Express's body parsers. */
export function bodyFault(fault: unknown): 'too_large' | 'invalid_request' | null {
  const status = typeof fault === 'object' && fault !== null && 'status' in fault ? Number(fault.status) : 0;
  if (status === 413) return 'too_large';
  return status >= 400 && status < 500 ? 'invalid_request' : null;
}

/** A fault that whoever sent this will not find again: they should send it once more. */
export class AskAgain extends Error {
  constructor(cause: unknown) {
    super('asking again may help', { cause });
  }
}

/** The database is away or restarting: asking again in a moment helps. Source: PostgreSQL's SQLSTATE classes 08 and 57. */
export function isOutage(fault: unknown): boolean {
  if (!(fault instanceof Error)) return false;
  if (fault instanceof AskAgain) return true;
  const code = 'code' in fault ? String(fault.code) : '';
  return (
    /^(08...|57P0[123]|53300|ECONNREFUSED|ECONNRESET)$/.test(code) || fault.message.startsWith('Connection terminated')
  );
}

/** Logs a fault of ours once, under its request's id. */
export function logFault(log: Logger, fault: unknown, requestId: unknown): void {
  log.error({ err: fault, requestId }, 'a request failed');
}
