import type { z } from 'zod';
import { type Refusal, refuse } from '../contract/refusals.ts';

interface Issue {
  /** Where in the request: `seats.0.ticket_type`; empty for the whole. */
  path: string;
  message: string;
}

const mostIssues = 20;

export function invalid(issues: Issue[]): Refusal {
  return refuse('invalid_request', { issues: issues.slice(0, mostIssues) });
}

/** A request's query or body by its schema, or a refusal that says what is wrong where. */
export function parse<Schema extends z.ZodType>(schema: Schema, given: unknown): z.output<Schema> | Refusal {
  const parsed = schema.safeParse(given);
  return parsed.success ? parsed.data : invalid(parsed.error.issues.flatMap((issue) => issuesOf(issue, [])));
}

function issuesOf(issue: z.core.$ZodIssue, above: PropertyKey[]): Issue[] {
  const path = [...above, ...issue.path];
  if (issue.code === 'unrecognized_keys') {
    return issue.keys.map((key) => ({ path: [...path, key].map(String).join('.'), message: 'is not known here' }));
  }
  if (issue.code === 'invalid_union' && issue.errors.length > 0) {
    // Of the alternatives, the one that the request came closest to.
    const depth = (branch: z.core.$ZodIssue[]) => Math.max(...branch.map((each) => each.path.length));
    const closest = issue.errors.reduce((a, b) => (depth(b) > depth(a) ? b : a));
    return closest.flatMap((each) => issuesOf(each, path));
  }
  return [{ path: path.map(String).join('.'), message: issue.message }];
}
