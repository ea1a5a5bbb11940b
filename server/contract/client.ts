import type { z } from 'zod';
import { json, type Operation, type TypedOperation } from './api/operation.ts';

/** How the server says no: a code to decide by, words to show, details by code. */
export interface Refused {
  code: string;
  message: string;
  details?: Record<string, unknown>;
  /** 0 where no answer came. With `offline`: of whoever answered in the server's place, such as a gateway. */
  status: number;
}

export function isRefused(answer: unknown): answer is Refused {
  return typeof answer === 'object' && answer !== null && 'code' in answer && 'status' in answer && 'message' in answer;
}

/** `fetch`, as far as a client needs it. */
export type Ask = (url: string, init: RequestInit) => Promise<Response>;

export interface ClientSettings {
  /** `https://cinema.example/api`; `/api` from a page of ours. */
  base: string;
  /** The access token of now, if there is one. */
  token?: () => string | null;
  /** What else every request carries. */
  headers?: () => Record<string, string>;
  /** BCP 47, for the words of refusals; a browser says it by itself. */
  language?: string;
  /** Of a refusal that no answer came for. */
  offline?: string;
  /** An answer is waited for so long. */
  timeoutMs?: number;
  fetch?: Ask;
}

/** Numbers are written as they are in an address. */
type InAddress<T> = { [Name in keyof T]: T[Name] | number };

export type Sent<Params, Query extends z.ZodType, Body extends z.ZodType> = ([keyof Params] extends [never]
  ? { params?: never }
  : { params: { [Name in keyof Params]: string | number } }) & {
  query?: InAddress<z.input<Query>>;
  idempotencyKey?: string;
  signal?: AbortSignal;
} & (Body extends z.ZodUndefined
    ? { body?: never }
    : undefined extends z.input<Body>
      ? { body?: z.input<Body> }
      : { body: z.input<Body> });

export interface Client {
  /** Calls an operation. Never throws: whatever went wrong is a `Refused`, `offline` if the server has not answered. */
  call<Params, Query extends z.ZodType, Body extends z.ZodType, Answer extends z.ZodType>(
    operation: TypedOperation<Params, Query, Body, Answer>,
    sent: Sent<Params, Query, Body>,
  ): Promise<z.output<Answer> | Refused>;
}

/** A client of the API for any place that has `fetch`: browsers, Node, the till's engine. */
export function apiClient(settings: ClientSettings): Client {
  const ask: Ask = settings.fetch ?? fetch;
  const offline = (status: number): Refused => ({
    code: 'offline',
    message: settings.offline ?? 'The server cannot be reached.',
    status,
  });
  return {
    async call(operation, sent) {
      const { method, path, gives } = operation;
      const address = path.replace(/{(\w+)}/g, (_, name: string) => {
        const params: Record<string, string | number> = sent.params ?? {};
        return encodeURIComponent(String(params[name]));
      });
      const said = Object.entries(sent.query ?? {}).flatMap(([name, value]) =>
        value === undefined ? [] : [[name, String(value)]],
      );
      const search = said.length > 0 ? `?${new URLSearchParams(said)}` : '';
      let answer: { ok: boolean; status: number; text: string };
      try {
        const response = await ask(`${settings.base}${address}${search}`, {
          method: method.toUpperCase(),
          headers: headersOf(settings, operation, sent),
          ...signalOf(settings, sent),
          ...(sent.body === undefined ? {} : { body: written(operation, sent.body) }),
        });
        answer = { ok: response.ok, status: response.status, text: await response.text() };
      } catch {
        return offline(0);
      }
      const { ok, status, text } = answer;
      const told = ok && gives !== json ? text : parsed(text);
      if (!ok) return isRefusalBody(told) ? { ...told, status } : offline(status);
      // What the server says that it answers; whoever must be sure checks it by the operation's schema.
      return told === undefined && text !== '' ? offline(status) : (told as never);
    },
  };
}

/** Undefined: it is no JSON, and so nothing that the server has said. */
function parsed(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    return undefined;
  }
}

function isRefusalBody(told: unknown): told is Omit<Refused, 'status'> {
  return typeof told === 'object' && told !== null && 'code' in told && 'message' in told;
}

function signalOf({ timeoutMs }: ClientSettings, { signal }: { signal?: AbortSignal }): { signal?: AbortSignal } {
  if (timeoutMs === undefined) return signal ? { signal } : {};
  const late = AbortSignal.timeout(timeoutMs);
  return { signal: signal ? AbortSignal.any([signal, late]) : late };
}

function headersOf(
  { token, headers, language }: ClientSettings,
  { takes }: Operation,
  sent: { body?: unknown; idempotencyKey?: string },
) {
  const bearer = token?.();
  return {
    ...headers?.(),
    // Of a form the browser says it itself, with the line between its parts.
    ...(sent.body === undefined || takes !== json ? {} : { 'content-type': json }),
    ...(bearer ? { authorization: `Bearer ${bearer}` } : {}),
    ...(language ? { 'accept-language': language } : {}),
    ...(sent.idempotencyKey ? { 'idempotency-key': sent.idempotencyKey } : {}),
  };
}

/** As JSON; as a form where the operation takes one: files as they are, anything else as OpenAPI says for its kind. */
function written({ takes }: Operation, body: unknown): string | FormData {
  if (takes === json) return JSON.stringify(body);
  const form = new FormData();
  for (const [name, value] of Object.entries(body as object)) {
    if (value === undefined) continue;
    form.set(name, value instanceof Blob || typeof value === 'string' ? value : JSON.stringify(value));
  }
  return form;
}
