import { z } from 'zod';

/** JSON Schema 2020-12, as OpenAPI 3.1 has it. */
export type JsonSchema = Record<string, unknown>;

/** What the schemas of one side of the wire are called. */
export type Components = Map<string, JsonSchema>;

const inDefinitions = '#/$defs/';
const inComponents = '#/components/schemas/';

/**
 * A zod schema as the document shows it: what a caller may send (`input`), or what it will be answered (`output`).
 * Schemas with an id go to the components, and are only pointed at.
 */
export function jsonSchema(schema: z.ZodType, io: 'input' | 'output', components: Components): JsonSchema {
  // As part of another, a schema that has an id is pointed at too.
  const whole = z.toJSONSchema(z.object({ it: schema }), { io, unrepresentable: 'any', override: plainer(io) });
  for (const [id, definition] of Object.entries(whole.$defs ?? {})) {
    const pointed = pointing(definition) as JsonSchema;
    const known = components.get(id);
    if (known && JSON.stringify(known) !== JSON.stringify(pointed)) throw new Error(`two schemas are called ${id}`);
    components.set(id, pointed);
  }
  return pointing(whole.properties?.it) as JsonSchema;
}

/**
 * Leaves out what only repeats: patterns beside a format or of numbers in an address, the bounds of whole numbers in
 * JavaScript.
 */
function plainer(io: 'input' | 'output') {
  return ({ jsonSchema: schema }: { jsonSchema: z.core.JSONSchema.BaseSchema }) => {
    if (schema.format || schema.type === 'integer') delete schema.pattern;
    if (schema.minimum === Number.MIN_SAFE_INTEGER) delete schema.minimum;
    if (schema.maximum === Number.MAX_SAFE_INTEGER) delete schema.maximum;
    // Answers may learn to say more, and a client must not mind.
    if (io === 'output' && schema.additionalProperties === false) delete schema.additionalProperties;
  };
}

function pointing(value: unknown): unknown {
  if (Array.isArray(value)) return value.map(pointing);
  if (typeof value !== 'object' || value === null) return value;
  return Object.fromEntries(
    Object.entries(value).map(([key, each]) =>
      key === '$ref' && typeof each === 'string'
        ? [key, each.replace(inDefinitions, inComponents)]
        : [key, pointing(each)],
    ),
  );
}
