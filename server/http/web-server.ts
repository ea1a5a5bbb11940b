import { randomUUID } from 'node:crypto';
import { createServer, type IncomingMessage, type Server, type ServerOptions, type ServerResponse } from 'node:http';
import type { Socket } from 'node:net';
import { refusalWords } from '../contract/words/en/refusals.ts';

/**
 * An HTTP server that answers whatever comes over its lines. Node alone hands everyone who offers another protocol to the
 * web sockets, which hang up on them, and says nothing of use to what it cannot read.
 */
export function webServer(options: Pick<ServerOptions, 'IncomingMessage' | 'ServerResponse'> = {}): Server {
  const server: Server = createServer({
    // Longer than a proxy keeps an idle connection, so that none is closed under a request that is on its way.
    keepAliveTimeout: 65_000,
    // `curl --http2` and Java's HttpClient offer HTTP/2 with every request; who is answered in HTTP/1.1 goes on in it.
    shouldUpgradeCallback: (request) => server.listenerCount('upgrade') > 0 && wantsSocket(request),
    ...options,
  });
  server.on('clientError', answerUnreadable);
  return server;
}

const wantsSocket = ({ url, headers }: IncomingMessage) =>
  headers.upgrade?.toLowerCase() === 'websocket' && url?.startsWith('/socket.io/') === true;

/** What never became a request: it has no path and no language, but it is refused in the shape of all refusals. */
function answerUnreadable(fault: NodeJS.ErrnoException, line: Socket & { _httpMessage?: ServerResponse | null }): void {
  // Into an answer that has begun nothing is written. Source: `socketOnError` in Node's lib/_http_server.js.
  if (line.writable && !line._httpMessage?.headersSent) line.write(unreadable(fault.code));
  line.destroySoon();
}

function unreadable(fault: string | undefined): string {
  const [status, code] = faults[fault ?? ''] ?? (['400 Bad Request', 'invalid_request'] as const);
  const issues = [{ path: '', message: 'The request could not be read.' }];
  const details = code === 'invalid_request' ? { details: { issues } } : {};
  const body = JSON.stringify({ code, message: refusalWords[code]({}), ...details });
  return [
    `HTTP/1.1 ${status}`,
    `X-Request-Id: ${randomUUID()}`,
    'Content-Type: application/json; charset=utf-8',
    `Content-Length: ${Buffer.byteLength(body)}`,
    'Connection: close',
    '',
    body,
  ].join('\r\n');
}

const faults: Record<string, readonly [status: string, code: 'too_large' | 'invalid_request']> = {
  HPE_HEADER_OVERFLOW: ['431 Request Header Fields Too Large', 'too_large'],
  HPE_CHUNK_EXTENSIONS_OVERFLOW: ['413 Payload Too Large', 'too_large'],
  ERR_HTTP_REQUEST_TIMEOUT: ['408 Request Timeout', 'invalid_request'],
};
