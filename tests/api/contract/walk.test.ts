import { Validator } from '@seriousme/openapi-schema-validator';
import express, { type Router } from 'express';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { installApi } from '../../../server/api/index.ts';
import { installStaffApi } from '../../../server/api/staff/index.ts';
import { refusalsOf } from '../../../server/contract/api/operation.ts';
import { operations } from '../../../server/contract/api/operations.ts';
import { refusalCodes } from '../../../server/contract/refusals.ts';
import { sql } from '../../../server/db.ts';
import { type TestServer, testServer } from '../../setup/server.ts';
import { type Described, type ServedDocument, servedDocument } from './document.ts';
import { doorRecipes, sameAddress } from './door-recipes.ts';
import { recipes } from './recipes.ts';
import { type Call, send, theWorld, type World } from './world.ts';

let world: World;
let document: ServedDocument;
let strict: TestServer;
beforeAll(async () => {
  world = await theWorld();
  document = await servedDocument(world.server.url);
  const one = { requests: 1, seconds: 60 };
  strict = await testServer(world.home.url, { reads: one, orders: one, enrolments: one, writes: one });
});
afterAll(async () => {
  await strict?.stop();
  await world?.close();
});

const codesOf = ({ operation }: Described): [status: string, code: string][] =>
  Object.entries(operation.responses).flatMap(([status, { content }]) =>
    Object.keys(content?.['application/json']?.examples ?? {}).map((code): [string, string] => [status, code]),
  );

function described(id: string): Described {
  const found = document.operations.find((one) => one.id === id);
  if (!found) throw new Error(`${id} is not in the document`);
  return found;
}

async function judged(one: Described, call: Call, from?: string) {
  const answer = await send(world, one.method, call, from).finally(call.after);
  const where = `${one.method} ${call.path}: ${answer.status} ${answer.text.slice(0, 300)}`;
  expect(document.problems(one, answer.status, answer.json ?? answer.text), where).toEqual([]);
  expect(answer.headers.get('x-request-id'), where).toBeTruthy();
  return { ...answer, where };
}

async function goodCall(id: string): Promise<Call> {
  const recipe = recipes[id];
  if (!recipe) throw new Error(`nobody knows how ${id} succeeds`);
  return recipe.good(world);
}

describe.each(operations.map(({ id }) => id))('%s', (id) => {
  test('answers success as described, and an empty 304 to whoever has it', async () => {
    const one = described(id);
    const call = await goodCall(id);
    const { status, headers, where } = await judged(one, call);
    expect(Object.keys(one.operation.responses), where).toContain(String(status));
    expect(status, where).toBeLessThan(300);
    if (!one.operation.responses['304']) return;
    const again = await judged(one, {
      ...call,
      headers: { ...call.headers, 'if-none-match': headers.get('etag') ?? '' },
    });
    expect([again.status, again.text]).toEqual([304, '']);
  });

  const operation = operations.find((each) => each.id === id) ?? (operations[0] as never);
  const limited = operation.limit !== 'none';
  test.each(refusalsOf(operation).filter((code) => code !== 'rate_limited' || !limited))(
    'refuses with %s',
    async (code) => {
      const one = described(id);
      const own = recipes[id]?.refusals?.[code];
      const door = doorRecipes[code];
      if (!own && !door) throw new Error(`nobody knows how ${id} comes to refuse with ${code}`);
      const call = own ? await own(world) : await door?.(world, one, await goodCall(id));
      const from = code.startsWith('idempotency') ? sameAddress : undefined;
      const { status, json, headers, where } = await judged(one, call as Call, from);
      expect(json?.code, where).toBe(code);
      expect(codesOf(one), where).toContainEqual([String(status), code]);
      if (status === 503 || status === 429) expect(Number(headers.get('retry-after')), where).toBeGreaterThan(0);
    },
  );

  if (!limited) return;
  test('tells who asks too often how long to wait', async () => {
    const one = described(id);
    const { path, headers } = await goodCall(id);
    const ask = () =>
      fetch(`${strict.url}${path}`, {
        method: one.method.toUpperCase(),
        headers: {
          ...headers,
          origin: strict.url,
          'x-forwarded-for': `198.51.100.${operations.findIndex((each) => each.id === id) + 1}`,
        },
      });
    await ask();
    const again = await ask();
    expect(again.status).toBe(429);
    expect(Number(again.headers.get('retry-after'))).toBeGreaterThan(0);
    expect(document.problems(one, 429, await again.json())).toEqual([]);
  });
});

test.each(
  operations.filter(({ path, method }) => /^\/(orders|stripe)\//.test(path) && method !== 'get').map(({ id }) => id),
)('%s, a write of customers, leaves the programme as it is, and so what is kept of it', async (id) => {
  const version = async () =>
    (await sql(world.home.db).query<{ version: number }>('SELECT version FROM programme_version'))[0]?.version;
  const call = await goodCall(id);
  const before = await version();
  const { status, where } = await judged(described(id), call);
  expect(status, where).toBeLessThan(300);
  expect(await version()).toBe(before);
});

test('the document is OpenAPI 3.1 that holds together: names come once, references lead somewhere, schemas compile', () => {
  const { json } = document;
  expect(json.openapi).toMatch(/^3\.1\.\d$/);
  const text = JSON.stringify(json);
  for (const [, pointer = ''] of text.matchAll(/"\$ref":"(#\/components\/(?!schemas)[^"]+)"/g)) {
    expect(
      pointer
        .slice(2)
        .split('/')
        .reduce((at, step) => at?.[step], json),
      pointer,
    ).toBeDefined();
  }
  for (const name of Object.keys(json.components.schemas)) document.at(`#/components/schemas/${name}`);
  expect(Object.keys(json.components.schemas).every((name) => /^[\w.-]+$/.test(name))).toBe(true);
  const ids = document.operations.map(({ id }) => id);
  expect(new Set(ids).size).toBe(ids.length);
  for (const { path, operation } of document.operations) {
    const named = Array.from(path.matchAll(/{(\w+)}/g), ([, name]) => name);
    const inPath = operation.parameters.filter((each) => each.in === 'path');
    expect(
      inPath.map(({ name, required }) => [name, required]),
      path,
    ).toEqual(named.map((name) => [name, true]));
    for (const way of operation.security) {
      for (const name of Object.keys(way)) expect(json.components.securitySchemes, path).toHaveProperty(name);
    }
    expect(json.tags.map(({ name }: { name: string }) => name)).toEqual(expect.arrayContaining(operation.tags));
    for (const [status, { content }] of Object.entries(operation.responses)) {
      expect(status).toMatch(/^([1-5]\d\d|[1-5]XX)$/);
      if (content?.['application/json']) document.problems({ id: '', path, method: '', operation }, 0, null);
    }
  }
  expect(Object.keys(json['x-refusals'])).toEqual([...refusalCodes]);
});

test('the token of an order is a way in exactly where it is taken, and a new order needs nobody', () => {
  const takes = document.operations.filter(({ operation }) =>
    operation.parameters.some((each) => each.in === 'query' && each.name === 'token'),
  );
  const admits = document.operations.filter(({ operation }) => operation.security.some((way) => 'orderToken' in way));
  expect(takes.length).toBeGreaterThan(0);
  expect(admits.map(({ id }) => id)).toEqual(takes.map(({ id }) => id));
  expect(described('placeOrder').operation.security).toContainEqual({});
  expect(described('getOrder').operation.security).not.toContainEqual({});
});

test('the document is valid by the official schema of OpenAPI 3.1, which one fault in it would break', async () => {
  expect(await new Validator().validate(structuredClone(document.json))).toEqual({ valid: true });
  const spoilt = structuredClone(document.json);
  spoilt.paths['/api/staff/till/sales/'].post.parameters.push({ name: 'nowhere', in: 'the air' });
  expect((await new Validator().validate(spoilt)).valid).toBe(false);
});

test('every route under /api is in the document, and every operation of the document is a route', () => {
  const routes = new Set<string>();
  const inOffice = new Set<string>();
  const app = express();
  installStaffApi(app, world.server.deps);
  installApi(app, world.server.deps);
  const mounted = app.router.stack.filter((layer) => layer.name === 'router');
  for (const layer of mounted) {
    collect(layer.handle as unknown as Router, layer === mounted[0] ? inOffice : routes);
  }
  const below = (prefix: string) =>
    document.operations
      .filter(({ path }) => path.startsWith(prefix))
      .map(({ method, path }) => `${method} ${expressPath(path.slice(prefix.length))}`);
  expect([...inOffice].sort()).toEqual(below('/api/staff').sort());
  const inDocument = below('/api').filter((one) => one !== 'get /docs' && !one.includes(' /staff/'));
  expect([...routes].sort()).toEqual(inDocument.sort());
});

const expressPath = (path: string) => path.replace(/{(\w+)}/g, ':$1').replace(/(.)\/$/, '$1');

/** What Express knows, less the catch-alls for other methods. */
function collect(router: Router, routes: Set<string>): void {
  for (const { route, name } of router.stack) {
    if (name === 'router') throw new Error('a router inside a router: what it knows would not be seen here');
    if (!route) continue;
    for (const { method } of route.stack) if (method) routes.add(`${method} ${route.path}`);
  }
}
