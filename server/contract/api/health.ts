import { z } from 'zod';
import { operation } from './operation.ts';

const readiness = z.object({
  status: z.enum(['ok', 'unavailable']),
  checks: z.record(z.string(), z.boolean()),
});

/** Beside `/api`, for whatever watches over the process. */
export const healthOperations = [
  operation({
    id: 'getHealth',
    method: 'get',
    path: '/healthz',
    tag: 'Health',
    summary: 'Whether the process lives',
    who: 'stranger',
    limit: 'none',
    answer: z.object({ status: z.literal('ok') }),
  }),
  operation({
    id: 'getReadiness',
    method: 'get',
    path: '/readyz',
    tag: 'Health',
    summary: 'Whether it can serve',
    description: 'The same body with status 503 where it cannot.',
    who: 'stranger',
    limit: 'none',
    answer: readiness,
  }),
];
