import { lookup as dnsLookup, type LookupAddress } from 'node:dns';
import { request as overHttp } from 'node:http';
import { request as overHttps } from 'node:https';
import { isIP, type LookupFunction } from 'node:net';
import { isPrivate } from './private-address.ts';
import type { AddressProblem, WebhookAnswer, WebhookGateway } from './webhooks.ts';

/** Finds every address of a name. */
export type FindAddresses = (host: string) => Promise<LookupAddress[]>;

interface SenderOptions {
  /** In production: https alone, and never an address of our own network. */
  production: boolean;
  timeoutMs?: number;
  find?: FindAddresses;
}

/** As much of an answer as is kept, and as much as is read. */
const keptBytes = 1024;
const readBytes = 64 * 1024;

export function webhookSender({ production, timeoutMs = 10_000, find = everyAddress }: SenderOptions): WebhookGateway {
  /**
   * The name is looked up once, checked, and exactly what was checked is connected to: a name that answers otherwise
   * the next time (DNS rebinding) gains nothing.
   */
  const checked: LookupFunction = (host, options, callback) => {
    find(host).then(
      (found) => {
        const [first] = found;
        if (!first || (production && found.some(({ address }) => isPrivate(address)))) {
          const refused = new Error(first ? 'an address of a private network' : 'no address');
          callback(refused, [], 0);
        } else if (options.all) callback(null, found);
        else callback(null, first.address, first.family);
      },
      (fault) => callback(fault, [], 0),
    );
  };

  return {
    async problemWith(text) {
      const url = parsed(text);
      const wrong = problemIn(url, production);
      if (!url || wrong) return wrong;
      if (isIP(hostOf(url))) return null;
      const found = await find(url.hostname).catch(() => []);
      if (found.length === 0) return 'unknown_host';
      return production && found.some(({ address }) => isPrivate(address)) ? 'private' : null;
    },
    async post(text, headers, body) {
      const started = performance.now();
      const url = parsed(text);
      // An address in digits is never looked up, so it is looked at here.
      const wrong = problemIn(url, production);
      const answer =
        !url || wrong
          ? { status: null, response: null, failure: `refused: ${wrong}` }
          : await send(url, headers, body, checked, timeoutMs);
      return { durationMs: Math.round(performance.now() - started), ...answer };
    },
  };
}

function send(
  url: URL,
  headers: Record<string, string>,
  body: string,
  lookup: LookupFunction,
  timeoutMs: number,
): Promise<Omit<WebhookAnswer, 'durationMs'>> {
  return new Promise((resolve) => {
    const failed = (fault: Error) => {
      const late = fault.name === 'AbortError' || fault.name === 'TimeoutError';
      resolve({ status: null, response: null, failure: late ? `no answer within ${timeoutMs} ms` : fault.message });
    };
    const request = (url.protocol === 'https:' ? overHttps : overHttp)(url, {
      method: 'POST',
      agent: false,
      lookup,
      signal: AbortSignal.timeout(timeoutMs),
      headers: { ...headers, 'content-length': Buffer.byteLength(body), connection: 'close' },
    });
    request.on('error', failed);
    request.on('response', (response) => {
      const chunks: Buffer[] = [];
      let read = 0;
      const done = () => {
        const kept = Buffer.concat(chunks).subarray(0, keptBytes).toString('utf8').replaceAll('\0', '');
        resolve({ status: response.statusCode ?? null, response: kept, failure: null });
      };
      response.on('data', (chunk: Buffer) => {
        if (read < keptBytes) chunks.push(chunk);
        read += chunk.length;
        if (read <= readBytes) return;
        done();
        request.destroy();
      });
      response.on('end', done);
      response.on('error', failed);
    });
    request.end(body);
  });
}

function problemIn(url: URL | null, production: boolean): AddressProblem | null {
  if (!url || !/^https?:$/.test(url.protocol) || url.username || url.password || url.hash) return 'not_a_url';
  if (!production) return null;
  if (url.protocol !== 'https:') return 'not_https';
  const host = hostOf(url);
  return isIP(host) && isPrivate(host) ? 'private' : null;
}

function parsed(text: string): URL | null {
  return URL.canParse(text) ? new URL(text) : null;
}

const hostOf = (url: URL) => url.hostname.replace(/^\[|\]$/g, '');

function everyAddress(host: string): Promise<LookupAddress[]> {
  return new Promise((resolve, reject) => {
    dnsLookup(host, { all: true }, (fault, found) => (fault ? reject(fault) : resolve(found)));
  });
}
