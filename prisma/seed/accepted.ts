import { isRefusal, type Refusal } from '../../server/contract/refusals.ts';

/** The demo's own data is never refused; if it is, the demo is wrong and says where. */
export function accepted<T>(result: T | Refusal): T {
  if (isRefusal(result)) throw new Error(`refused: ${result.refused} ${JSON.stringify(result.details)}`);
  return result;
}
