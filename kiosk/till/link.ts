import type { z } from 'zod';
import { type Refused, refused } from '../ipc-state.ts';
import type { HttpAnswer, Ports } from './ports.ts';

/**
 * What came of asking: an answer, a no, or nothing that can be relied on: it may have happened or not. `refusal` is what
 * the server had to say all the same: that it is too busy, or that it wants a PIN first.
 */
export type Outcome =
  | { kind: 'ok'; body: unknown }
  | { kind: 'refused'; refusal: Refused }
  | { kind: 'unknown'; refusal: Refused | null };

export interface Ask {
  method: 'GET' | 'POST' | 'DELETE';
  /** After `/api/staff/till/`. */
  path: string;
  body?: unknown;
  timeoutMs?: number;
}

export interface Link {
  ask(ask: Ask): Promise<Outcome>;
  /** For what leaves nothing behind: the value, or a refusal in the server's words (`offline` if there was no answer). */
  read<S extends z.ZodType>(path: string, shape: S, ask?: Partial<Ask>): Promise<z.output<S> | Refused>;
  online(): boolean;
}

/**
 * Answers given at the door, before anybody looked whether the act took place at an earlier attempt: come again later,
 * who are you, you may not.
 */
const inconclusive = new Set([401, 403, 408, 425, 429]);
/** A gateway's word that there is no server behind it. */
const unreachable = new Set([502, 503, 504]);

export function makeLink(
  http: Ports['http'],
  identity: () => { server: string | null; device: string | null; clerk: string | null },
  offlineRefusal: Refused,
  on: { changed(online: boolean): void; notEnrolled(): void; clerkGone(): void },
): Link {
  let up = false;
  const turn = (now: boolean) => {
    if (up === now) return;
    up = now;
    on.changed(now);
  };
  const link: Link = {
    online: () => up,
    async ask({ method, path, body, timeoutMs = 8_000 }) {
      const { server, device, clerk } = identity();
      if (server === null) return { kind: 'unknown', refusal: null };
      const headers: Record<string, string> = {};
      if (device) headers.authorization = `Kiosk ${device}`;
      if (clerk) headers['x-clerk'] = clerk;
      let answer: HttpAnswer;
      try {
        const url = `${server}/api/staff/till/${path}`;
        answer = await http({ method, url, headers, timeoutMs, ...(body === undefined ? {} : { body }) });
      } catch {
        turn(false);
        return { kind: 'unknown', refusal: null };
      }
      const said = refused.safeParse(answer.body);
      turn(said.success || !unreachable.has(answer.status));
      return outcomeOf(answer, said.success ? said.data : null, on);
    },
    async read(path, shape, ask) {
      const outcome = await link.ask({ method: 'GET', path, ...ask });
      if (outcome.kind !== 'ok') return outcome.refusal ?? offlineRefusal;
      const parsed = shape.safeParse(outcome.body);
      return parsed.success ? parsed.data : offlineRefusal;
    },
  };
  return link;
}

function outcomeOf(
  { status, body }: HttpAnswer,
  refusal: Refused | null,
  on: { notEnrolled(): void; clerkGone(): void },
): Outcome {
  if (status >= 200 && status < 300) return { kind: 'ok', body };
  if (refusal?.code === 'not_enrolled') on.notEnrolled();
  if (refusal?.code === 'clerk_signed_out') on.clerkGone();
  const definite = status < 500 && !inconclusive.has(status) && refusal?.code !== 'idempotency_in_progress';
  return refusal && definite ? { kind: 'refused', refusal } : { kind: 'unknown', refusal };
}
