import { type EngineRefusal, engineWords } from '../../server/contract/words/en/till-engine.ts';
import type { Refused } from '../ipc-state.ts';

/** A no of the till itself. */
export function say(code: EngineRefusal): Refused {
  return { code, message: engineWords.refusals[code] };
}

export function isRefused(value: unknown): value is Refused {
  return typeof value === 'object' && value !== null && 'code' in value && 'message' in value;
}
