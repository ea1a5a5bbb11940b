import { Ajv2020, type ValidateFunction } from 'ajv/dist/2020.js';
import addFormats from 'ajv-formats';

export interface Described {
  id: string;
  method: string;
  /** `/api/orders/{id}/`. */
  path: string;
  operation: {
    operationId: string;
    tags: string[];
    security: Record<string, unknown>[];
    'x-rate-limit': string;
    parameters: { $ref?: string; name?: string; in?: string; required?: boolean; schema?: object }[];
    requestBody?: { required: boolean; content: Record<string, { schema: object }> };
    responses: Record<string, { content?: Record<string, { schema: object; examples?: Record<string, unknown> }> }>;
  };
}

export interface ServedDocument {
  // biome-ignore lint/suspicious/noExplicitAny: it is what is under test
  json: any;
  operations: Described[];
  /** Compiles a schema of the document by its place: `#/components/schemas/Order`. */
  at(pointer: string): ValidateFunction;
  /** Says what is wrong with an answer to an operation; empty if nothing is. */
  problems(described: Described, status: number, body: unknown): string[];
}

/** Reads the document that a server serves, and learns to judge answers by it: unknown fields are wrong too. */
export async function servedDocument(url: string): Promise<ServedDocument> {
  const json = await (await fetch(`${url}/api/schema/`)).json();
  const ajv = new Ajv2020({ strict: false, allErrors: true });
  addFormats.default(ajv);
  ajv.addSchema({ $id: 'api', ...closed(json) });
  const compiled = new Map<string, ValidateFunction>();
  const at = (pointer: string) => {
    const known = compiled.get(pointer) ?? ajv.compile({ $ref: `api${pointer}` });
    compiled.set(pointer, known);
    return known;
  };
  const operations = Object.entries(json.paths as Record<string, Record<string, Described['operation']>>).flatMap(
    ([path, methods]) =>
      Object.entries(methods).map(([method, operation]) => ({ id: operation.operationId, method, path, operation })),
  );
  return {
    json,
    operations,
    at,
    problems({ operation, path, method }, status, body) {
      const key = operation.responses[status] ? String(status) : `${String(status)[0]}XX`;
      const answer = operation.responses[key];
      if (!answer) return [`${status} is not documented`];
      if (!answer.content) return body === '' || body === undefined ? [] : ['there should be no body'];
      const [type] = Object.keys(answer.content);
      if (type !== 'application/json') return typeof body === 'string' ? [] : [`should be ${type}`];
      const steps = ['paths', path, method, 'responses', key, 'content', type, 'schema'];
      const check = at(
        `#/${steps.map((step) => encodeURIComponent(step.replaceAll('~', '~0').replaceAll('/', '~1'))).join('/')}`,
      );
      return check(body) ? [] : (check.errors ?? []).map(({ instancePath, message }) => `${instancePath} ${message}`);
    },
  };
}

/** The same document where no answer may say more than it describes. */
function closed(value: unknown, overlay = false): object {
  if (Array.isArray(value)) return value.map((each) => (typeof each === 'object' ? closed(each, overlay) : each));
  if (typeof value !== 'object' || value === null) return value as unknown as object;
  const inner = Object.fromEntries(
    Object.entries(value).map(([key, each]) => [
      key,
      typeof each === 'object' && each !== null ? closed(each, key === 'allOf') : each,
    ]),
  );
  const open = 'properties' in value && 'type' in value && !('additionalProperties' in value) && !overlay;
  return open ? { ...inner, additionalProperties: false } : inner;
}
