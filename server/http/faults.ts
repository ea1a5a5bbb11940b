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

/** Source: PostgreSQL's SQLSTATE classes 08, 53 and 57; Prisma's error reference, P1 and P2037; Node's system errors. */
const away =
  /^(08...|57P0[123]|53300|P10(01|02|08|17)|P2037|ECONNREFUSED|ECONNRESET|EPIPE|ETIMEDOUT|EAI_AGAIN|ENOTFOUND)$/;

/** The database is away or restarting, whether `pg` says so or Prisma: asking again in a moment helps. */
export function isOutage(fault: unknown): boolean {
  if (typeof fault !== 'object' || fault === null) return false;
  if (fault instanceof AskAgain) return true;
  if ('code' in fault && away.test(String(fault.code))) return true;
  if (fault instanceof Error && fault.message.startsWith('Connection terminated')) return true;
  return 'cause' in fault && isOutage(fault.cause);
}

/** Logs a fault of ours once, under its request's id. */
export function logFault(log: Logger, fault: unknown, requestId: unknown): void {
  log.error({ err: fault, requestId }, 'a request failed');
}
