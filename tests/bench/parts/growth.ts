import type { Part } from '../part.ts';

/** Five years of a cinema against an empty one. */
export const growth: Part = {
  name: 'growth',
  async run() {
    return [];
  },
};
