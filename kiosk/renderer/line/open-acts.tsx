import { clockTime } from '../../../server/contract/venue-time.ts';
import { lineWords as words } from '../../../server/contract/words/en/till-line.ts';
import { useTill } from '../till-context.tsx';
import { useMoney } from '../use-money.ts';

/** What was sent and not answered; the till goes on asking by itself. */
export function OpenActs() {
  const { facts, open } = useTill().state;
  const say = useMoney();
  const zone = facts?.cinema.timeZone ?? 'UTC';
  return (
    <>
      <h3>{words.open}</h3>
      <ul className="movements">
        {open.map((act) => (
          <li key={act.uuid}>
            <span>
              <time>{clockTime(act.since, zone, 'en-GB')}</time> {words.acts[act.kind]}, {words.asked(act.attempts)}
              {act.aside && `, ${words.aside}`}
            </span>
            {act.total !== null && <span className="money">{say(act.total)}</span>}
          </li>
        ))}
      </ul>
    </>
  );
}
