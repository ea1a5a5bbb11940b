// What the page knows of an OpenAPI 3.1 document.

export interface Schema {
  $ref?: string;
  type?: string;
  format?: string;
  description?: string;
  enum?: readonly unknown[];
  const?: unknown;
  properties?: Record<string, Schema>;
  required?: readonly string[];
  items?: Schema | false;
  prefixItems?: readonly Schema[];
  anyOf?: readonly Schema[];
  oneOf?: readonly Schema[];
  allOf?: readonly Schema[];
  additionalProperties?: Schema | boolean;
  minimum?: number;
  maximum?: number;
  minLength?: number;
  maxLength?: number;
  minItems?: number;
  maxItems?: number;
  pattern?: string;
}

export interface Parameter {
  $ref?: string;
  name?: string;
  in?: string;
  required?: boolean;
  description?: string;
  schema?: Schema;
}

interface Content {
  [type: string]: { schema: Schema; examples?: Record<string, { value: { code: string; message: string } }> };
}

export interface Answer {
  description: string;
  content?: Content;
}

export interface DescribedOperation {
  operationId: string;
  tags: string[];
  summary: string;
  description?: string;
  security: Record<string, unknown>[];
  parameters: Parameter[];
  requestBody?: { required: boolean; content: Content };
  responses: Record<string, Answer>;
}

export interface Document {
  info: { title: string; version: string; description: string };
  servers: { url: string }[];
  tags: { name: string }[];
  paths: Record<string, Record<string, unknown>>;
  webhooks: Record<string, unknown>;
  components: { schemas: Record<string, unknown> };
  'x-live-feed'?: unknown;
}

export interface Listed {
  method: string;
  path: string;
  operation: DescribedOperation;
}

/** Every operation of the document, by tag, in its order. */
export function byTag({ paths, tags }: Document): { tag: string; operations: Listed[] }[] {
  const all = Object.entries(paths).flatMap(([path, methods]) =>
    Object.entries(methods).map(([method, operation]) => ({
      method,
      path,
      operation: operation as DescribedOperation,
    })),
  );
  return tags.map(({ name }) => ({ tag: name, operations: all.filter((one) => one.operation.tags.includes(name)) }));
}

/** `Order` of `#/components/schemas/Order`. */
export function nameOf(ref: string): string {
  return ref.split('/').at(-1) ?? ref;
}
