import { type Document, type Listed, nameOf, type Schema } from './shapes.ts';

const byFormat: Record<string, string> = {
  'date-time': '2026-11-27T19:30:00+02:00',
  date: '2026-11-27',
  email: 'guest@example.com',
  uri: 'https://example.com/',
  uuid: 'b5c3a1f0-3a57-4e0a-9d3c-2f7a1c7e9d10',
};

const mostDepth = 6;

/** A value that the schema allows, for a reader to start from. */
function exampleOf(schema: Schema, document: Document, depth = 0): unknown {
  if (schema.$ref)
    return exampleOf((document.components.schemas[nameOf(schema.$ref)] ?? {}) as Schema, document, depth);
  if (schema.const !== undefined) return schema.const;
  if (schema.enum) return schema.enum[0];
  const choices = schema.anyOf ?? schema.oneOf ?? schema.allOf;
  if (choices?.[0]) return exampleOf(choices[0], document, depth);
  if (schema.properties && depth < mostDepth) {
    const fields = Object.entries(schema.properties).map(([name, each]) => [
      name,
      exampleOf(each, document, depth + 1),
    ]);
    return Object.fromEntries(fields);
  }
  if (schema.prefixItems) return schema.prefixItems.map((each) => exampleOf(each, document, depth + 1));
  if (schema.items && depth < mostDepth) return [exampleOf(schema.items, document, depth + 1)];
  if (schema.type === 'integer' || schema.type === 'number') return schema.minimum ?? 0;
  if (schema.type === 'boolean') return true;
  if (schema.type === 'string') return byFormat[schema.format ?? ''] ?? '…';
  return null;
}

/** How somebody at a terminal shows who they are, by the document's name for it. */
const headerOf: Record<string, string> = {
  bearer: 'Authorization: Bearer <access>',
  kiosk: 'Authorization: Kiosk <token>',
  clerk: 'X-Clerk: <token>',
};

/** The operation as one would try it in a terminal. */
export function curlOf({ method, path, operation }: Listed, document: Document): string {
  const questions = operation.parameters.filter((each) => each.in === 'query' && each.required);
  const asked = questions.map(({ name, schema }) => `${name}=${exampleOf(schema ?? {}, document)}`).join('&');
  const address = `${document.servers[0]?.url ?? ''}${path.replaceAll(/{\w+}/g, '7')}${asked ? `?${asked}` : ''}`;
  const proofs = operation.security.every((way) => Object.keys(way).length > 0)
    ? Object.keys(operation.security[0] ?? {}).flatMap((name) => headerOf[name] ?? [])
    : [];
  const [type, content] = Object.entries(operation.requestBody?.content ?? {})[0] ?? [];
  const lines = [
    `curl ${method === 'get' ? '' : `-X ${method.toUpperCase()} `}'${address}'`,
    ...proofs.map((header) => `-H '${header}'`),
    ...(operation.parameters.some(({ $ref }) => $ref?.endsWith('IdempotencyKey'))
      ? [`-H 'Idempotency-Key: my-own-key-1'`]
      : []),
    ...(content && type === 'application/json'
      ? [`-H 'Content-Type: application/json'`, `-d '${JSON.stringify(exampleOf(content.schema, document))}'`]
      : []),
  ];
  return lines.join(' \\\n  ');
}
