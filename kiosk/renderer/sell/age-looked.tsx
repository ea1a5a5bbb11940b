import { bornBy } from '../../../server/contract/age.ts';
import type { TillScreening } from '../../../server/contract/till/programme.ts';
import { dateInWords, localDate } from '../../../server/contract/venue-time.ts';
import { sellWords as words } from '../../../server/contract/words/en/till-sell.ts';
import { useTill } from '../till-context.tsx';

interface AgeLookedProps {
  screening: Pick<TillScreening, 'age' | 'startsAt'>;
  looked: boolean;
  onLook(looked: boolean): void;
}

/** The clerk's word that they have looked at the customer's age, with the date of birth that makes it enough. */
export function AgeLooked({ screening, looked, onLook }: AgeLookedProps) {
  const { state } = useTill();
  const { age, startsAt } = screening;
  const day = bornBy(age.limit, localDate(startsAt, state.facts?.cinema.timeZone ?? 'UTC'));
  return (
    <button type="button" className="button" aria-pressed={looked} onClick={() => onLook(!looked)}>
      {words.age(age.limit, dateInWords(day, 'en-GB', { day: 'numeric', month: 'short', year: 'numeric' }))}
    </button>
  );
}
