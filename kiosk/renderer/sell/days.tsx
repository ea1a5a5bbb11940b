import { dateInWords } from '../../../server/contract/venue-time.ts';
import { sellWords as words } from '../../../server/contract/words/en/till-sell.ts';

interface DaysProps {
  today: string;
  chosen: string;
  onChoose(date: string): void;
}

/** A week from today, to sell ahead. */
export function Days({ today, chosen, onChoose }: DaysProps) {
  return (
    <nav className="choices days" aria-label={words.days}>
      {weekFrom(today).map((date) => (
        <button
          key={date}
          type="button"
          className="button"
          aria-current={date === chosen ? 'true' : undefined}
          onClick={() => onChoose(date)}
        >
          {date === today ? words.today : dayName(date)}
        </button>
      ))}
    </nav>
  );
}

export function dayName(date: string): string {
  return dateInWords(date, 'en-GB', { weekday: 'short', day: 'numeric', month: 'short' });
}

function weekFrom(date: string): string[] {
  const noon = Date.parse(`${date}T12:00:00Z`);
  return Array.from({ length: 7 }, (_, ahead) => new Date(noon + ahead * 86_400_000).toISOString().slice(0, 10));
}
