import { clockTime } from '../../../server/contract/venue-time.ts';
import { lineWords as words } from '../../../server/contract/words/en/till-line.ts';
import { useTill } from '../till-context.tsx';
import { useCall } from '../use-call.ts';
import { useMoney } from '../use-money.ts';

/** Sales made with the line cut, until the server has taken them, or somebody has read that it did not. */
export function CutSales({ name }: { name(screening: number): string }) {
  const { cut, facts } = useTill().state;
  const say = useMoney();
  const seen = useCall('seenRejected');
  const zone = facts?.cinema.timeZone ?? 'UTC';
  if (cut.sales.length === 0) return <p className="muted">{words.noSales}</p>;
  return (
    <ul className="movements">
      {cut.sales.map((sale) => (
        <li key={sale.uuid} data-outcome={sale.outcome}>
          <span>
            <time>{clockTime(sale.at, zone, 'en-GB')}</time> {name(sale.screening)}: {sale.seats.join(', ')}
            <br />
            <strong>{words.outcomes[sale.outcome]}</strong>
            {sale.outcome === 'rejected' && (
              <span className="muted">
                {' '}
                {words.reasons[sale.reason ?? ''] ?? words.otherReason} {words.rejected}
              </span>
            )}
          </span>
          <span className="money">{say(sale.total)}</span>
          {sale.outcome === 'rejected' && (
            <button type="button" className="button" onClick={() => void seen.run({ uuid: sale.uuid })}>
              {words.seen}
            </button>
          )}
        </li>
      ))}
    </ul>
  );
}
