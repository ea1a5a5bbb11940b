import { z } from 'zod';
import { id } from '../../contract/api/common.ts';
import { watchRequest } from '../../contract/feed.ts';
import { stateOfSymbol } from '../../contract/seats.ts';
import { type Components, jsonSchema } from './schemas.ts';

const snapshot = z.object({
  version: z.int(),
  states: z.string().describe('One symbol per seat, in the order of `seats` of GET /api/sessions/{id}/seats/.'),
});
const delta = z.object({
  session: id,
  version: z.int(),
  changes: z
    .array(z.tuple([z.int(), z.enum(Object.keys(stateOfSymbol))]))
    .describe('Index of the seat in plan order, and its new symbol.'),
});

/** The live feed, which OpenAPI has no words for: `x-live-feed` of the document. */
export function liveFeed(components: Components): object {
  const shape = (schema: z.ZodType) => jsonSchema(schema, 'output', components);
  return {
    description:
      'The state of every seat as it changes, over Socket.IO. Versions count up by one per message: a client that sees a gap, or reconnects, watches again. Only what has been committed is told, and never who.',
    protocol: 'Socket.IO 4',
    namespace: '/seats',
    symbols: stateOfSymbol,
    emit: {
      watch: {
        summary: 'Follow a screening; the acknowledgement, if one is asked for, is the state of now.',
        message: shape(watchRequest),
        acknowledgement: shape(snapshot),
        refused: shape(z.object({ error: z.object({ code: z.string(), message: z.string() }) })),
      },
      unwatch: { summary: 'Follow it no longer.', message: shape(watchRequest) },
    },
    on: { seats: { summary: 'What has changed since the version before.', message: shape(delta) } },
  };
}
