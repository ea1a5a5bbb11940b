import type { z } from 'zod';
import { type Refused, refused } from '../ipc-state.ts';
import type { HttpAnswer, Ports } from './ports.ts';

/** What came of asking: an answer, a no, or nothing that can be relied on: it may have happened or not. */
export type Outcome = { kind: 'ok'; body: unknown } | { kind: 'refused'; refusal: Refused } | { kind: 'unknown' };

export interface Ask {
  method: 'GET' | 'POST' | 'DELETE';
  /** After `/api/staff/till/`. */
  path: string;
  body?: unknown;
  timeoutMs?: number;
}

export interface Link {
  ask(ask: Ask): Promise<Outcome>;
  /** For reads: the value, or a refusal (`offline` if there was no answer). */
  read<S extends z.ZodType>(path: string, shape: S, ask?: Partial<Ask>): Promise<z.output<S> | Refused>;
  online(): boolean;
}

/** Answers that say nothing of whether the act took place, now or at an earlier attempt. */
const inconclusive = new Set([408, 425, 429]);

export function makeLink(
  ports: Ports,
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
      if (server === null) return { kind: 'unknown' };
      const headers: Record<string, string> = {};
      if (device) headers.authorization = `Kiosk ${device}`;
      if (clerk) headers['x-clerk'] = clerk;
      let answer: HttpAnswer;
      try {
        const url = `${server}/api/staff/till/${path}`;
        answer = await ports.http({ method, url, headers, timeoutMs, ...(body === undefined ? {} : { body }) });
      } catch {
        turn(false);
        return { kind: 'unknown' };
      }
      turn(![502, 503, 504].includes(answer.status));
      return outcomeOf(answer, on);
    },
    async read(path, shape, ask) {
      const outcome = await link.ask({ method: 'GET', path, ...ask });
      if (outcome.kind === 'refused') return outcome.refusal;
      const parsed = outcome.kind === 'ok' ? shape.safeParse(outcome.body) : null;
      return parsed?.success ? parsed.data : offlineRefusal;
    },
  };
  return link;
}

function outcomeOf({ status, body }: HttpAnswer, on: { notEnrolled(): void; clerkGone(): void }): Outcome {
  if (status >= 200 && status < 300) return { kind: 'ok', body };
  const said = refused.safeParse(body);
  if (status >= 500 || !said.success) return { kind: 'unknown' };
  if (said.data.code === 'not_enrolled') on.notEnrolled();
  if (said.data.code === 'clerk_signed_out') on.clerkGone();
  if (inconclusive.has(status) || said.data.code === 'idempotency_in_progress') return { kind: 'unknown' };
  return { kind: 'refused', refusal: said.data };
}

export function isRefused(value: unknown): value is Refused {
  return typeof value === 'object' && value !== null && 'code' in value && 'message' in value;
}
