import { useEffect, useState } from 'react';
import { type CutSaleDetails, getCutSale } from '../../../server/contract/api/staff/cut-sales.ts';
import { formatMoney } from '../../../server/contract/money.ts';
import { dayAndTime } from '../../../server/contract/venue-time.ts';
import { cutSaleWords as words } from '../../../server/contract/words/en/office-cut-sales.ts';
import { isRefused, operate, type Refused } from '../client.ts';
import { Dialog } from '../parts/dialog.tsx';
import { RefusalNote } from '../parts/refusal-note.tsx';
import { SettleForm } from './settle-form.tsx';

interface CutSaleDialogProps {
  id: number;
  onClose: () => void;
  /** With what was done, in words. */
  onDone: (what: string) => Promise<void>;
}

/** One sale that waits: who sold what to whom and why it does not stand, and the three ways out. */
export function CutSaleDialog({ id, onClose, onDone }: CutSaleDialogProps) {
  const [sale, setSale] = useState<CutSaleDetails | Refused | null>(null);
  useEffect(() => {
    void operate(getCutSale, { params: { id } }).then(setSale);
  }, [id]);
  if (!sale || isRefused(sale)) {
    return (
      <Dialog title={words.title} onClose={onClose}>
        {sale ? <RefusalNote refused={sale} /> : <p role="status">{words.loading}</p>}
      </Dialog>
    );
  }
  const { total, currency, till, clerk, soldAt, receivedAt, timeZone, screening, reason } = sale;
  return (
    <Dialog title={words.dialog(formatMoney({ amount: total, currency }, 'en-GB'), till)} onClose={onClose}>
      <p className="office-note" data-tone="warn">
        {words.reason(reason)}
      </p>
      <p className="cut-sales-facts">
        {screening ? (
          <>
            <b>{screening.film}</b>, {screening.hall}, {dayAndTime(screening.startsAt, timeZone, 'en-GB')}{' '}
            {screening.cancelled && <span className="cut-sales-off">{words.cancelled}</span>}
          </>
        ) : (
          words.noShowing
        )}
        <br />
        <span className="office-muted">
          {words.by(clerk, soldAt ? dayAndTime(soldAt, timeZone, 'en-GB') : words.noTime)}.{' '}
          {words.heard(dayAndTime(receivedAt, timeZone, 'en-GB'))}
        </span>
      </p>
      <SettleForm sale={sale} onDone={onDone} />
    </Dialog>
  );
}
