import type { z } from 'zod';
import type { TypedOperation } from '../../server/contract/api/operation.ts';
import { apiClient, isRefused, type Sent } from '../../server/contract/client.ts';
import { type Refused, refused } from '../ipc-state.ts';
import type { Ports } from './ports.ts';

/**
 * What came of asking: an answer, a no, or nothing that can be relied on: it may have happened or not. `refusal` is what
 * the server had to say all the same: that it is too busy, or that it wants a PIN first.
 */
export type Outcome<T = unknown> =
  | { kind: 'ok'; value: T }
  | { kind: 'refused'; refusal: Refused }
  | { kind: 'unknown'; refusal: Refused | null };

export interface Link {
  ask<Params, Query extends z.ZodType, Body extends z.ZodType, Answer extends z.ZodType>(
    operation: TypedOperation<Params, Query, Body, Answer>,
    sent: Sent<Params, Query, Body>,
  ): Promise<Outcome<z.output<Answer>>>;
  /** For what leaves nothing behind: the answer, or a refusal in the server's words (`offline` if there was no answer). */
  read<Params, Query extends z.ZodType, Body extends z.ZodType, Answer extends z.ZodType>(
    operation: TypedOperation<Params, Query, Body, Answer>,
    sent: Sent<Params, Query, Body>,
  ): Promise<z.output<Answer> | Refused>;
  online(): boolean;
}

/**
 * Answers given at the door, before anybody looked whether the act took place at an earlier attempt: come again later,
 * who are you, you may not.
 */
const inconclusive = new Set([401, 403, 408, 425, 429]);
/** Nobody answered, or a gateway says that there is no server behind it. */
const unreachable = new Set([0, 502, 503, 504]);

export function makeLink(
  ports: Pick<Ports, 'fetch' | 'shell'>,
  identity: () => { server: string | null; device: string | null; clerk: string | null },
  offlineRefusal: Refused,
  on: { changed(online: boolean): void; notEnrolled(): void; clerkGone(): void },
  timeoutMs = 8_000,
): Link {
  let up = false;
  const turn = (now: boolean) => {
    if (up === now) return;
    up = now;
    on.changed(now);
  };

  function clientOf(server: string) {
    const { device, clerk } = identity();
    const headers = {
      'x-app-version': ports.shell.version,
      ...(device ? { authorization: `Kiosk ${device}` } : {}),
      ...(clerk ? { 'x-clerk': clerk } : {}),
    };
    return apiClient({ base: `${server}/api`, headers: () => headers, timeoutMs, fetch: ports.fetch });
  }

  const link: Link = {
    online: () => up,
    async ask(operation, sent) {
      const { server } = identity();
      if (server === null) return { kind: 'unknown', refusal: null };
      const answer = await clientOf(server).call(operation, sent);
      if (!isRefused(answer)) {
        turn(true);
        // A shape that nobody agreed on is no answer.
        const told = operation.answer?.safeParse(answer);
        if (told && !told.success) return { kind: 'unknown', refusal: null };
        return { kind: 'ok', value: told?.data as never };
      }
      const own = answer.code === 'offline' ? null : (refused.safeParse(answer).data ?? null);
      turn(own !== null || !unreachable.has(answer.status));
      return outcomeOf(answer.status, own, on);
    },
    async read(operation, sent) {
      const outcome = await link.ask(operation, sent);
      return outcome.kind === 'ok' ? outcome.value : (outcome.refusal ?? offlineRefusal);
    },
  };
  return link;
}

function outcomeOf(
  status: number,
  refusal: Refused | null,
  on: { notEnrolled(): void; clerkGone(): void },
): Outcome<never> {
  if (refusal?.code === 'not_enrolled') on.notEnrolled();
  if (refusal?.code === 'clerk_signed_out') on.clerkGone();
  const definite = status < 500 && !inconclusive.has(status) && refusal?.code !== 'idempotency_in_progress';
  return refusal && definite ? { kind: 'refused', refusal } : { kind: 'unknown', refusal };
}
