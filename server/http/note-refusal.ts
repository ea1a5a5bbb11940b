import type { Response } from 'express';
import type { Refusal } from '../contract/refusals.ts';

/** Has the refusal counted with its request. */
export function noteRefusal(res: Response, { refused }: Refusal): void {
  res.locals.refused = refused;
}
