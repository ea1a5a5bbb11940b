import type { ServerResponse } from 'node:http';
import type { Express } from 'express';

// To set, check and write out a dozen headers anew for every answer is a tenth of what it takes to give what is kept.

/** Header lines of this answer alone that are written out already. */
const own = Symbol('own lines');

interface Answer extends ServerResponse {
  [own]?: string;
  _storeHeader(this: Answer, firstLine: string, headers: unknown): void;
}

/**
 * Has every answer of `app` begin with `always`, lines that are written out already, and with its own from `beginWith`.
 * Source: `_storeHeader` in Node's lib/_http_outgoing.js, which puts an answer's headers behind `firstLine`.
 */
export function writeHeadersOnce(app: Express, always: (res: ServerResponse) => string): void {
  const answers = app.response as unknown as Answer;
  const { _storeHeader } = answers;
  answers._storeHeader = function begun(firstLine, headers) {
    return _storeHeader.call(this, firstLine + always(this) + (this[own] ?? ''), headers);
  };
}

/** Has this answer begin with lines of its own. What Node goes by (length, connection, date) is no such line. */
export function beginWith(res: ServerResponse, lines: string): void {
  (res as Answer)[own] = lines;
}

export const headerLine = (name: string, value: string) => `${name}: ${value}\r\n`;
