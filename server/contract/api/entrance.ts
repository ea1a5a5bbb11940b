import { z } from 'zod';
import { operation } from './operation.ts';

/** Where everything begins. */
export const getIndex = operation({
  id: 'getIndex',
  method: 'get',
  path: '/',
  tag: 'Entrance',
  summary: 'Where the lists are',
  who: 'public',
  seatless: true,
  answer: z.object({
    movies: z.url(),
    genres: z.url(),
    sessions: z.url(),
    orders: z.url(),
    schema: z.url(),
    docs: z.url(),
  }),
});

export const getSchema = operation({
  id: 'getSchema',
  method: 'get',
  path: '/schema/',
  tag: 'Entrance',
  summary: 'This document',
  description: 'OpenAPI 3.1 in JSON, made from the schemas that check the requests.',
  who: 'public',
  seatless: true,
  answer: z.looseObject({ openapi: z.string() }),
});

export const getDocs = operation({
  id: 'getDocs',
  method: 'get',
  path: '/docs/',
  tag: 'Entrance',
  summary: 'This document as a page to read',
  who: 'stranger',
  gives: 'text/html',
  answer: z.string(),
  limit: 'none',
});
