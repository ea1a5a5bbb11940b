import { apiClient, type Client } from '../../server/contract/client.ts';

/** How the server says no: a code to decide by, words to show, details by code. */
export interface Refused {
  code: string;
  message: string;
  details?: Record<string, unknown>;
}

export function isRefused(answer: unknown): answer is Refused {
  return typeof answer === 'object' && answer !== null && 'code' in answer && 'message' in answer;
}

export const offline: Refused = {
  code: 'offline',
  message: 'The server cannot be reached. Nothing was saved; please check the connection and try again.',
};

const client = apiClient({ base: '/api', offline: offline.message });

/** Calls an operation that the API's document describes; otherwise as `call`. */
export const operate: Client['call'] = async (operation, sent) => {
  const answer = await client.call(operation, sent);
  if (isRefused(answer) && 'status' in answer && answer.status === 401) toSignIn();
  return answer;
};

function toSignIn(): void {
  window.location.assign(`/staff/sign-in?next=${encodeURIComponent(window.location.pathname)}`);
}

/**
 * Asks `/api/staff` (`path` begins after it: `/screenings/7`). `body` is sent as JSON, a `FormData` as it is. Never
 * throws: what went wrong is a `Refused` too. A login that has run out leads to the sign-in page and back.
 */
export async function call<T>(
  method: 'GET' | 'POST' | 'PUT' | 'PATCH' | 'DELETE',
  path: string,
  body?: unknown,
  signal?: AbortSignal,
): Promise<T | Refused> {
  const form = body instanceof FormData;
  let response: Response;
  try {
    response = await fetch(`/api/staff${path}`, {
      method,
      credentials: 'same-origin',
      ...(signal ? { signal } : {}),
      ...(body === undefined ? {} : { body: form ? body : JSON.stringify(body) }),
      headers: body === undefined || form ? {} : { 'content-type': 'application/json' },
    });
  } catch {
    return offline;
  }
  if (response.status === 401) toSignIn();
  if (response.status === 204) return undefined as T;
  return response.json().catch(() => offline);
}
