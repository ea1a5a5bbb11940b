import fc, { type Arbitrary } from 'fast-check';
import type { Described, ServedDocument } from './document.ts';
import type { Call } from './world.ts';

// Requests made from the served document: right ones, nearly right ones, and what nobody should send.

interface Schema {
  $ref?: string;
  type?: string;
  format?: string;
  enum?: unknown[];
  const?: unknown;
  properties?: Record<string, Schema>;
  required?: string[];
  items?: Schema;
  anyOf?: Schema[];
  minimum?: number;
  maximum?: number;
  maxItems?: number;
  maxLength?: number;
}

/** Values of the world under test by name, so that some requests come far: the ids of a session, an order, a seat. */
export type Known = Record<string, readonly (string | number)[]>;

/** Anything that JSON can say, and what it should not. */
const wild: Arbitrary<unknown> = fc.oneof(
  fc.jsonValue({ maxDepth: 3 }),
  fc.constantFrom(null, true, -1, 0, 1.5, 2 ** 31, 2 ** 53, -(2 ** 63), 1e308, '', '0', '1e3', 'NaN', '-Infinity'),
  fc.constantFrom(
    '‮abc',
    '𝕒𝕓𝕔',
    '\uFFFD\u200B',
    'Ґ'.repeat(300),
    "'; DROP TABLE orders; --",
    '<script>',
    '../../etc/passwd',
  ),
  fc.string({ unit: 'binary', maxLength: 40 }),
  fc.constant('x'.repeat(5_000)),
);

function valueLike(schema: Schema, document: ServedDocument, known: Known, name = ''): Arbitrary<unknown> {
  if (schema.$ref) {
    const target = schema.$ref.split('/').at(-1) ?? '';
    return valueLike(document.json.components.schemas[target], document, known, name);
  }
  if (schema.const !== undefined) return fc.constant(schema.const);
  if (schema.enum) return fc.constantFrom(...schema.enum);
  if (schema.anyOf) return fc.oneof(...schema.anyOf.map((each) => valueLike(each, document, known, name)));
  if (schema.properties) {
    const fields = Object.entries(schema.properties).map(([key, each]) => [key, valueLike(each, document, known, key)]);
    const model: Record<string, Arbitrary<unknown>> = Object.fromEntries(fields);
    return fc.record(model, { requiredKeys: schema.required ?? [] });
  }
  if (schema.items) {
    return fc.array(valueLike(schema.items, document, known, name), {
      minLength: 1,
      maxLength: Math.min(schema.maxItems ?? 4, 4),
    });
  }
  const real = known[name] ?? [];
  const plain = plainValue(schema);
  return real.length > 0 ? mostly(fc.constantFrom(...real), plain) : plain;
}

function plainValue(schema: Schema): Arbitrary<unknown> {
  if (schema.type === 'integer' || schema.type === 'number') {
    return fc.integer({ min: schema.minimum ?? -1000, max: Math.min(schema.maximum ?? 1000, 2 ** 31 - 1) });
  }
  if (schema.type === 'boolean') return fc.boolean();
  if (schema.type === 'null') return fc.constant(null);
  if (schema.format === 'uuid') return fc.uuid();
  if (schema.format === 'email') return fc.emailAddress();
  if (schema.format === 'date') return fc.constantFrom('2026-11-27', '2026-02-30', '0001-01-01');
  if (schema.format === 'date-time') return fc.constantFrom('2026-11-27T19:30:00+02:00', '2026-11-27T24:61:00Z');
  return fc.string({ maxLength: Math.min(schema.maxLength ?? 40, 60) });
}

/** One place of the value replaced, left out, or joined by something that nobody knows. */
function spoilt(value: Arbitrary<unknown>): Arbitrary<unknown> {
  return fc.tuple(value, fc.nat(), fc.nat(3), wild).map(([given, where, how, other]) => {
    const copy = structuredClone(given);
    const places: { holder: Record<string, unknown>; key: string }[] = [];
    const visit = (at: unknown) => {
      if (typeof at !== 'object' || at === null) return;
      for (const key of Object.keys(at)) {
        const holder = at as Record<string, unknown>;
        places.push({ holder, key });
        visit(holder[key]);
      }
    };
    visit(copy);
    const place = places[where % Math.max(1, places.length)];
    if (!place) return other;
    if (how === 0) delete place.holder[place.key];
    else if (how === 1) place.holder.nobody_knows = other;
    else place.holder[place.key] = other;
    return copy;
  });
}

/** Text that is no decent JSON, or hides something. */
const hostile = fc.constantFrom(
  '',
  '{',
  'null',
  '[]',
  '"words"',
  '{"session":NaN}',
  '{"session":1,"session":2}',
  '{"email":"a\\u0000b@foyer.test"}',
  '{"name":"\\ud800"}',
  '{"__proto__":{"admin":true}}',
  '{"constructor":{"prototype":{}}}',
  `${'['.repeat(20_000)}${']'.repeat(20_000)}`,
  `{"x":"${'x'.repeat(70_000)}"}`,
  `{"seats":[${'1,'.repeat(5_000)}1]}`,
);

const headers = fc.record(
  {
    authorization: fc.constantFrom(
      'Bearer ',
      'Bearer forged',
      'JWT eyJhbGciOiJub25lIn0.eyJzdWIiOiIxIn0.',
      `Bearer ${'x'.repeat(4_000)}`,
      'Basic YTpi',
    ),
    'idempotency-key': fc.constantFrom('again', 'k'.repeat(256), 'two words', '1'),
    'if-none-match': fc.constantFrom('*', 'W/"x"', ','.repeat(500)),
    'accept-language': fc.constantFrom('uk', 'xx;q=9', '*', ';;;', 'uk;q=0, en'),
    'content-type': fc.constantFrom('text/plain', 'application/json; charset=utf-16', 'multipart/form-data', 'x'),
    cookie: fc.constantFrom('foyer_login=forged', 'foyer_language=zz', ';;=;'),
    origin: fc.constantFrom('https://evil.example', 'null'),
  },
  { requiredKeys: [] },
);

/** A request to an operation, more or less in order. */
export function callOf({ path, operation }: Described, document: ServedDocument, known: Known): Arbitrary<Call> {
  const inPath = operation.parameters.filter((each) => each.in === 'path');
  const inQuery = operation.parameters.filter((each) => each.in === 'query');
  const written = (name: string, schema: object): Arbitrary<string> =>
    mostly(valueLike(schema, document, known, name), wild).map(asText);
  const params = fc.record(
    Object.fromEntries(inPath.map(({ name = '', schema = {} }) => [name, written(`${path} ${name}`, schema)])),
  );
  const asked = Object.fromEntries(inQuery.map(({ name = '', schema = {} }) => [name, written(name, schema)]));
  const query = mostly(
    fc.record(asked, { requiredKeys: [] }),
    fc.record({ ...asked, 'nobody[knows]': fc.constant('1') }),
  );
  const [type, content] = Object.entries(operation.requestBody?.content ?? {})[0] ?? [];
  const right =
    content && type === 'application/json' ? valueLike(content.schema as Schema, document, known) : fc.constant({});
  const body = fc.oneof(
    { weight: 5, arbitrary: right.map((value) => JSON.stringify(value)) },
    { weight: 4, arbitrary: spoilt(right).map((value) => JSON.stringify(value) ?? '') },
    { weight: 1, arbitrary: wild.map((value) => JSON.stringify(value) ?? '') },
    { weight: 2, arbitrary: hostile },
  );
  const few = mostly(fc.constant({}), headers);
  return fc.tuple(params, query, few, body).map(([inAddress, questions, head, said]) => {
    const address = path.replace(/{(\w+)}/g, (_, name) => encodeURIComponent(inAddress[name] ?? ''));
    const search = new URLSearchParams(questions as Record<string, string>).toString();
    return { path: `${address}${search ? `?${search}` : ''}`, headers: head as Record<string, string>, body: said };
  });
}

function mostly(usual: Arbitrary<unknown>, rare: Arbitrary<unknown>): Arbitrary<unknown> {
  return fc.oneof({ weight: 7, arbitrary: usual }, { weight: 1, arbitrary: rare });
}

/** Half a surrogate pair cannot be written in an address at all. */
function asText(value: unknown): string {
  const text = typeof value === 'string' ? value : (JSON.stringify(value) ?? '');
  return text.toWellFormed().slice(0, 1_000);
}
