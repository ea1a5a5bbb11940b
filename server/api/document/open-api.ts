import { healthOperations } from '../../contract/api/health.ts';
import type { Operation } from '../../contract/api/operation.ts';
import { operations } from '../../contract/api/operations.ts';
import { liveFeed } from './live-feed.ts';
import { describeOperation } from './operations.ts';
import { allRefusals } from './refused.ts';
import type { Components } from './schemas.ts';
import { describeWebhooks } from './webhooks.ts';

const intro = `Films, screenings, live seats and tickets of this cinema.

**Paths** answer with and without the slash at their end. **Lists** are \`{count, next, previous, results}\`, 10 a page; ask with \`?page=\` and \`?page_size=\` (up to 100). **Times** are RFC 3339 with the venue's offset, dates \`YYYY-MM-DD\`; \`business_date\` is the evening that a show belongs to. **Money** is \`{amount, currency}\`, the amount in whole minor units.

**Refusals** are \`{code, message, details?}\`: decide by the code, show the message. It speaks the language of \`Accept-Language\` (English, Ukrainian). 400 is malformed, 409 the state of things, which may change, 422 a rule, which will not; 429 says in \`Retry-After\` how many seconds to wait.

**Sign in** at \`/api/auth/jwt/create/\` and send \`Authorization: Bearer <access>\`; \`JWT <access>\` is taken too. A token that is wrong or has run out is a 401 wherever it is sent. Renew the pair at \`/api/auth/jwt/refresh/\`, one renewal at a time: a refresh token works once, and if it comes again, every token of that sign-in ends. A guest needs no account: the \`token\` of an order opens it as \`?token=\`.

**Try again safely**: send an \`Idempotency-Key\` of your own with a POST that creates or pays; the same key with the same body gets the first answer again. Reads carry an \`ETag\`; \`If-None-Match\` is answered by an empty 304. Every answer carries \`X-Request-Id\`: name it when you ask us for help.`;

const securitySchemes = {
  bearer: {
    type: 'http',
    scheme: 'bearer',
    bearerFormat: 'JWT',
    description: 'The access token; it lasts 15 minutes.',
  },
  jwt: {
    type: 'apiKey',
    in: 'header',
    name: 'Authorization',
    description: 'The same access token as `JWT <access>`, as clients of Djoser send it.',
  },
  orderToken: { type: 'apiKey', in: 'query', name: 'token', description: 'The token of one order, for guests.' },
  staffLogin: {
    type: 'apiKey',
    in: 'cookie',
    name: 'foyer_login',
    description: 'A login of staff, from our own pages.',
  },
  kiosk: {
    type: 'apiKey',
    in: 'header',
    name: 'Authorization',
    description: 'The token of a till, as `Kiosk <token>`; it got it when it was enrolled.',
  },
  clerk: {
    type: 'apiKey',
    in: 'header',
    name: 'X-Clerk',
    description:
      'The token of whoever has signed in at that very till, beside its own. It ends with the next sign-in there, and after an hour without a request.',
  },
  botSecret: { type: 'apiKey', in: 'header', name: 'X-Telegram-Bot-Secret', description: 'What only the bot knows.' },
};

const parameters = {
  IdempotencyKey: {
    name: 'Idempotency-Key',
    in: 'header',
    description: 'Any text of yours that stands for this one act, for a day. With it, the act happens at most once.',
    schema: { type: 'string', minLength: 1, maxLength: 255 },
  },
  IfNoneMatch: {
    name: 'If-None-Match',
    in: 'header',
    description: 'The `ETag` of the answer that you have.',
    schema: { type: 'string' },
  },
};

const headers = {
  RequestId: { description: 'Names this request in our logs.', schema: { type: 'string' } },
  ETag: { description: 'Changes with the answer.', schema: { type: 'string' } },
  IdempotentReplayed: { description: '`true` where this is the first answer again.', schema: { type: 'string' } },
};

/** An OpenAPI 3.1 document, as far as its readers here need to know. */
export interface OpenApi {
  [extension: `x-${string}`]: unknown;
  openapi: string;
  info: { title: string; version: string; description: string };
  servers: { url: string }[];
  tags: { name: string }[];
  paths: Record<string, Record<string, unknown>>;
  webhooks: Record<string, unknown>;
  components: { schemas: Record<string, unknown> } & Record<string, unknown>;
}

/** The whole API in OpenAPI 3.1, made from the very schemas that check its requests. */
export function openApi(publicUrl: string): OpenApi {
  const made = kept.get(publicUrl) ?? describe(publicUrl);
  kept.set(publicUrl, made);
  return made;
}

const kept = new Map<string, OpenApi>();

function describe(publicUrl: string): OpenApi {
  const components: Components = new Map();
  const paths: OpenApi['paths'] = {};
  const add = (prefix: string, operation: Operation) => {
    const path = paths[prefix + operation.path] ?? {};
    paths[prefix + operation.path] = path;
    path[operation.method] = describeOperation(operation, components);
  };
  for (const operation of operations) add('/api', operation);
  for (const operation of healthOperations) add('', operation);
  const feed = liveFeed(components);
  const webhooks = describeWebhooks(components);
  return {
    openapi: '3.1.1',
    info: { title: 'Foyer', version: '1.0.0', description: intro },
    servers: [{ url: publicUrl }],
    tags: [...new Set([...operations, ...healthOperations].map(({ tag }) => tag))].map((name) => ({ name })),
    paths,
    webhooks,
    components: { schemas: Object.fromEntries([...components].sort()), securitySchemes, parameters, headers },
    'x-live-feed': feed,
    'x-refusals': allRefusals(),
  };
}
