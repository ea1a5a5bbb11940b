import { useEffect, useState } from 'react';
import { type CancellationReply, getCancellation } from '../../../server/contract/api/staff/schedule.ts';
import { formatMoney } from '../../../server/contract/money.ts';
import { scheduleWords } from '../../../server/contract/words/en/office-schedule.ts';
import { isRefused, operate } from '../client.ts';

const words = scheduleWords.progress;
const everyMs = 1500;

/** How far the refunds of a cancelled screening are, until the last one is through. */
export function CancellationProgress({ screeningId }: { screeningId: number }) {
  const [now, setNow] = useState<CancellationReply | null>(null);
  useEffect(() => {
    let timer = 0;
    let gone = false;
    const look = async () => {
      const answer = await operate(getCancellation, { params: { id: screeningId } });
      if (gone) return;
      if (!isRefused(answer)) setNow(answer);
      if (isRefused(answer) || answer.ordersLeft + answer.refunds.pending > 0) timer = window.setTimeout(look, everyMs);
    };
    void look();
    return () => {
      gone = true;
      clearTimeout(timer);
    };
  }, [screeningId]);

  if (!now) return null;
  const orders = now.ordersLeft + now.ordersDone;
  const { pending, atTill, succeeded, failed } = now.refunds;
  const refunds = pending + succeeded + failed;
  const money = (amount: number) => formatMoney({ amount, currency: now.currency }, 'en');
  if (orders === 0) return <p className="office-note">{words.nothing}</p>;
  return (
    <section className="schedule-progress" aria-label={words.title}>
      <h3>{words.title}</h3>
      <Line label={words.orders(now.ordersDone, orders)} value={now.ordersDone} max={orders} />
      {refunds > 0 && <Line label={words.refunds(succeeded, refunds)} value={succeeded} max={refunds} />}
      <p className="office-muted figures">
        {[now.returned > 0 && words.returned(money(now.returned)), now.owed > 0 && words.owed(money(now.owed))]
          .filter(Boolean)
          .join(', ')}
      </p>
      {atTill > 0 && <p className="office-muted figures">{words.atTill(atTill)}</p>}
      {failed > 0 && (
        <p className="office-note" data-tone="warn">
          {words.failed(failed)}
        </p>
      )}
    </section>
  );
}

function Line({ label, value, max }: { label: string; value: number; max: number }) {
  return (
    <label className="figures">
      {label}
      <progress value={value} max={max} />
    </label>
  );
}
