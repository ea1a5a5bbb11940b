import type { Ports } from '../../till/ports.ts';

/** Asks the server; throws if there was no whole answer in time. Never follows anywhere else. */
export function httpPort(version: string, ask: typeof fetch = fetch): Ports['http'] {
  return async ({ method, url, headers, body, timeoutMs }) => {
    const response = await ask(url, {
      method,
      redirect: 'error',
      signal: AbortSignal.timeout(timeoutMs),
      headers: {
        accept: 'application/json',
        'x-app-version': version,
        ...headers,
        ...(body === undefined ? {} : { 'content-type': 'application/json' }),
      },
      ...(body === undefined ? {} : { body: JSON.stringify(body) }),
    });
    return { status: response.status, body: parsed(await response.text()) };
  };
}

/** A gateway answers with a page of its own; that is no JSON, and says nothing. */
function parsed(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    return null;
  }
}
