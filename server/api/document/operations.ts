import { z } from 'zod';
import { json, type Operation, type Who } from '../../contract/api/operation.ts';
import { fault, refusedAnswers } from './refused.ts';
import { type Components, type JsonSchema, jsonSchema } from './schemas.ts';

/** Each is one way; an empty one is nobody in particular. */
const security: Record<Exclude<Who, 'guest_or_customer'>, object[]> = {
  public: [{}],
  stranger: [{}],
  customer: [{ bearer: [] }, { jwt: [] }],
  staff: [{ staffLogin: [] }],
  kiosk: [{ kiosk: [] }],
  clerk: [{ kiosk: [], clerk: [] }],
  bot: [{ botSecret: [] }],
};

/** An operation as OpenAPI has it. */
export function describeOperation(operation: Operation, components: Components): object {
  const { id, tag, summary, description, who, status, idempotent, tagged } = operation;
  return {
    operationId: id,
    tags: [tag],
    summary,
    ...(description ? { description } : {}),
    security: who === 'guest_or_customer' ? customerOr(operation) : security[who],
    'x-rate-limit': operation.limit,
    parameters: [
      ...Object.entries(operation.params).map(([name, schema]) => ({
        name,
        in: 'path',
        required: true,
        schema: jsonSchema(schema, 'input', components),
      })),
      ...queryParameters(operation.query, components),
      ...(idempotent ? [{ $ref: '#/components/parameters/IdempotencyKey' }] : []),
      ...(tagged ? [{ $ref: '#/components/parameters/IfNoneMatch' }] : []),
    ],
    ...requestBody(operation, components),
    responses: {
      [status]: success(operation, components),
      ...(tagged ? { 304: { description: 'As it was: `If-None-Match` names its tag.' } } : {}),
      ...refusedAnswers(operation, components),
      '5XX': fault(components),
    },
  };
}

/** A guest shows the token of an order, or has none yet. */
function customerOr({ query }: Operation): object[] {
  const guest = query instanceof z.ZodObject && 'token' in query.shape ? { orderToken: [] } : {};
  return [{ bearer: [] }, { jwt: [] }, guest];
}

function queryParameters(query: z.ZodType, components: Components): object[] {
  const { properties = {}, required = [] } = jsonSchema(query, 'input', components) as {
    properties?: Record<string, JsonSchema>;
    required?: string[];
  };
  return Object.entries(properties).map(([name, { description, ...schema }]) => ({
    name,
    in: 'query',
    ...(description ? { description } : {}),
    ...(required.includes(name) ? { required: true } : {}),
    schema,
  }));
}

function requestBody({ body, takes }: Operation, components: Components): object {
  if (!body) return {};
  const required = !body.safeParse(undefined).success;
  return { requestBody: { required, content: { [takes]: { schema: jsonSchema(body, 'input', components) } } } };
}

function success({ answer, gives, tagged, idempotent }: Operation, components: Components): object {
  const headers = {
    'X-Request-Id': { $ref: '#/components/headers/RequestId' },
    ...(tagged ? { ETag: { $ref: '#/components/headers/ETag' } } : {}),
    ...(idempotent ? { 'Idempotent-Replayed': { $ref: '#/components/headers/IdempotentReplayed' } } : {}),
  };
  if (!answer) return { description: 'Done; there is nothing to say.', headers };
  const schema = gives === json ? jsonSchema(answer, 'output', components) : { type: 'string' };
  return { description: 'Done.', headers, content: { [gives]: { schema } } };
}
