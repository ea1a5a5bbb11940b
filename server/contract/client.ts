import type { z } from 'zod';
import { json, type Operation, type TypedOperation } from './api/operation.ts';

/** How the server says no: a code to decide by, words to show, details by code. */
export interface Refused {
  code: string;
  message: string;
  details?: Record<string, unknown>;
  /** 0 where no answer came. */
  status: number;
}

export function isRefused(answer: unknown): answer is Refused {
  return typeof answer === 'object' && answer !== null && 'code' in answer && 'status' in answer && 'message' in answer;
}

export interface ClientSettings {
  /** `https://cinema.example/api`; `/api` from a page of ours. */
  base: string;
  /** The access token of now, if there is one. */
  token?: () => string | null;
  /** BCP 47, for the words of refusals; a browser says it by itself. */
  language?: string;
  /** Of a refusal that no answer came for. */
  offline?: string;
  fetch?: typeof fetch;
}

/** Numbers are written as they are in an address. */
type InAddress<T> = { [Name in keyof T]: T[Name] | number };

type Sent<Params, Query extends z.ZodType, Body extends z.ZodType> = ([keyof Params] extends [never]
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
  /** Calls an operation. Never throws: whatever went wrong is a `Refused`, `offline` if no answer came. */
  call<Params, Query extends z.ZodType, Body extends z.ZodType, Answer extends z.ZodType>(
    operation: TypedOperation<Params, Query, Body, Answer>,
    sent: Sent<Params, Query, Body>,
  ): Promise<z.output<Answer> | Refused>;
}

/** A client of the API for any place that has `fetch`: browsers, Node, the till's window. */
export function apiClient(settings: ClientSettings): Client {
  const ask = settings.fetch ?? fetch;
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
      try {
        const response = await ask(`${settings.base}${address}${search}`, {
          method: method.toUpperCase(),
          headers: headersOf(settings, operation, sent),
          ...(sent.signal ? { signal: sent.signal } : {}),
          ...(sent.body === undefined ? {} : { body: written(operation, sent.body) }),
        });
        if (!response.ok) return { ...(await response.json()), status: response.status };
        if (response.status === 204) return undefined;
        return gives === json ? await response.json() : await response.text();
      } catch {
        return { code: 'offline', message: settings.offline ?? 'The server cannot be reached.', status: 0 };
      }
    },
  };
}

function headersOf(
  { token, language }: ClientSettings,
  { takes }: Operation,
  sent: { body?: unknown; idempotencyKey?: string },
) {
  const bearer = token?.();
  return {
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
