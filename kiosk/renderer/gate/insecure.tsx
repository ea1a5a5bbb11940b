import { gateWords } from '../../../server/contract/words/en/till-gate.ts';
import { GateCard } from './gate.tsx';

/** A browser keeps nothing safe for a page that came over plain HTTP from elsewhere. */
export function Insecure() {
  return <GateCard name={gateWords.title} {...gateWords.insecure} />;
}
