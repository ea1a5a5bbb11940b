import { refusalBody } from '../../contract/api/common.ts';
import { type Operation, refusalsOf } from '../../contract/api/operation.ts';
import { type RefusalCode, refusalCodes, refuse } from '../../contract/refusals.ts';
import { refusalReply } from '../refusals.ts';
import { type Components, jsonSchema } from './schemas.ts';

/** Enough for every sentence to be whole. */
const sample = {
  labels: ['F7'],
  betterLabels: ['F8'],
  ageLimit: 16,
  ticketType: 'Child',
  count: 2,
  sold: 2,
  seats: 90,
  capacity: 80,
  fewest: 10,
  most: 128,
};

interface Told {
  status: number;
  message: string;
}

/** With which status a code comes, and with words such as these. */
function toldOf(code: RefusalCode): Told {
  const { status, body } = refusalReply(refuse(code, sample));
  return { status, message: (body as { message: string }).message };
}

/** Every refusal of the house: `x-refusals` of the document. */
export function allRefusals(): Record<string, Told> {
  return Object.fromEntries(refusalCodes.map((code) => [code, toldOf(code)]));
}

const again = {
  'Retry-After': { description: 'Seconds after which to ask again.', schema: { type: 'integer', minimum: 1 } },
};

/** The refusals of an operation, by status: which codes can come, each with an example. */
export function refusedAnswers(operation: Operation, components: Components): Record<string, object> {
  const byStatus = Map.groupBy(refusalsOf(operation), (code) => toldOf(code).status);
  const refusal = jsonSchema(refusalBody, 'output', components);
  const answers = [...byStatus].map(([status, codes]) => [
    String(status),
    {
      description: codes.map((code) => `\`${code}\``).join(', '),
      ...(status === 429 || status === 503 ? { headers: again } : {}),
      content: {
        'application/json': {
          schema: {
            allOf: [refusal, { properties: { code: { enum: status === 503 ? [...codes, 'internal'] : codes } } }],
          },
          examples: Object.fromEntries(codes.map((code) => [code, { value: { code, message: toldOf(code).message } }])),
        },
      },
    },
  ]);
  return Object.fromEntries(answers.sort());
}

/** What no client can do anything about: the whole of 5xx. */
export function fault(components: Components): object {
  return {
    description: 'Something went wrong on our side, and nothing was done.',
    content: {
      'application/json': {
        schema: {
          allOf: [jsonSchema(refusalBody, 'output', components), { properties: { code: { const: 'internal' } } }],
        },
      },
    },
  };
}
