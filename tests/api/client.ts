import type { z } from 'zod';
import { type RefusalBody, refusalBody } from '../../server/contract/api/common.ts';
import { type OrderBody, order } from '../../server/contract/api/orders.ts';

export interface Answer {
  status: number;
  headers: Headers;
  text: string;
  // biome-ignore lint/suspicious/noExplicitAny: answers are checked against their schemas where it matters
  json: any;
}

export interface ApiClient {
  get(path: string, headers?: Record<string, string>): Promise<Answer>;
  /** A string is sent as it is, anything else as JSON. */
  post(path: string, body?: unknown, headers?: Record<string, string>): Promise<Answer>;
  send(method: string, path: string, init?: RequestInit): Promise<Answer>;
  /** Places an order that must succeed. */
  order(body: object, headers?: Record<string, string>): Promise<OrderBody>;
}

export function apiClient(url: string): ApiClient {
  const send = async (method: string, path: string, init: RequestInit = {}): Promise<Answer> => {
    const response = await fetch(`${url}/api${path}`, { method, redirect: 'manual', ...init });
    const text = await response.text();
    return {
      status: response.status,
      headers: response.headers,
      text,
      json: /json/.test(response.headers.get('content-type') ?? '') ? JSON.parse(text) : undefined,
    };
  };
  const post: ApiClient['post'] = (path, body, headers = {}) =>
    send('POST', path, {
      headers: { ...(body === undefined ? {} : { 'content-type': 'application/json' }), ...headers },
      ...(body === undefined ? {} : { body: typeof body === 'string' ? body : JSON.stringify(body) }),
    });
  return {
    send,
    get: (path, headers = {}) => send('GET', path, { headers }),
    post,
    async order(body, headers) {
      const answer = await post('/orders/', body, headers);
      if (answer.status !== 201) throw new Error(`no order: ${answer.status} ${answer.text}`);
      return order.parse(answer.json);
    },
  };
}

/** The answer by its schema, which must know every field of it. */
export function shaped<Schema extends z.ZodType>(schema: Schema, answer: Answer, status = 200): z.output<Schema> {
  if (answer.status !== status) throw new Error(`${answer.status} instead of ${status}: ${answer.text}`);
  return schema.parse(answer.json);
}

/** A refusal, with its status. Throws if it was none. */
export function refusal(answer: Answer): RefusalBody & { status: number } {
  if (answer.status < 400 || answer.status >= 500) throw new Error(`not refused: ${answer.status} ${answer.text}`);
  return { status: answer.status, ...refusalBody.parse(answer.json) };
}
