import { useState } from 'react';
import { wantsAcknowledgement } from '../../../server/contract/age.ts';
import type { TillOrder } from '../../../server/contract/till/orders.ts';
import type { TillScreening } from '../../../server/contract/till/programme.ts';
import type { Tender } from '../../../server/contract/till/sales.ts';
import { tillOrderWords } from '../../../server/contract/words/en/till-orders.ts';
import { sellWords } from '../../../server/contract/words/en/till-sell.ts';
import type { CallInput } from '../../ipc-contract.ts';
import { useApproval } from '../approval/use-approval.tsx';
import { Dialog } from '../parts/dialog.tsx';
import { Note } from '../parts/note.tsx';
import { AgeLooked } from '../sell/age-looked.tsx';
import { TakeCard } from '../sell/take-card.tsx';
import { TakeCash } from '../sell/take-cash.tsx';
import { useCall } from '../use-call.ts';
import { useMoney } from '../use-money.ts';

const words = tillOrderWords.exchange;

interface ExchangeMoneyProps {
  wish: CallInput<'exchangeQuote'>;
  difference: number;
  screening: Pick<TillScreening, 'age' | 'startsAt'>;
  onDone(order: TillOrder, text: string): void;
}

/** The difference as it was quoted: taken, given back, or waived by a supervisor. */
export function ExchangeMoney({ wish, difference, screening, onDone }: ExchangeMoneyProps) {
  const say = useMoney();
  const call = useCall('exchange');
  const approval = useApproval();
  const [way, setWay] = useState<'cash' | 'card' | null>(null);
  const [ageLooked, setAgeLooked] = useState(false);
  const { limit, policy } = screening.age;
  const askAge = wantsAcknowledgement({ ageLimit: limit, agePolicy: policy });
  const blocked = call.busy || (askAge && !ageLooked);
  const send = async (tenders: Tender[], key?: string) => {
    const body = { ...wish, difference, tenders, ageConfirmed: ageLooked };
    const answer = await call.run(key === undefined ? body : { ...body, approval: key });
    setWay(null);
    if (!answer.ok) return;
    const { order, cash, card, sale } = answer.value;
    if (sale && sale.state !== 'paid') return;
    const change = tenders.reduce((sum, one) => sum + (one.method === 'cash' ? one.tendered - one.amount : 0), 0);
    const told = [
      words.done(order.number),
      cash < 0 && words.give(say(-cash)),
      card < 0 && words.toCard(say(-card)),
      change > 0 && words.change(say(change)),
    ];
    onDone(order, told.filter(Boolean).join(' '));
  };
  const waive = async () => {
    const key = await approval.ask('exchange_keep_price');
    if (key !== null) await send([], key);
  };
  return (
    <div className="stack">
      {call.refusal && <Note tone="bad" text={call.refusal.message} />}
      {askAge && <AgeLooked screening={screening} looked={ageLooked} onLook={setAgeLooked} />}
      <p className="basket-total">
        {difference === 0 ? words.even : difference > 0 ? words.toPay : words.toGive}{' '}
        <output className="money">{say(Math.abs(difference))}</output>
      </p>
      {difference > 0 ? (
        <>
          <div className="basket-next">
            <button type="button" className="button" disabled={blocked} onClick={() => setWay('card')}>
              {sellWords.toCard}
            </button>
            <button
              type="button"
              className="button"
              data-look="primary"
              disabled={blocked}
              onClick={() => setWay('cash')}
            >
              {sellWords.toCash}
            </button>
          </div>
          <button type="button" className="button" disabled={blocked} onClick={() => void waive()}>
            {words.free}
          </button>
        </>
      ) : (
        <div className="basket-next">
          <button type="button" className="button" data-look="primary" disabled={blocked} onClick={() => void send([])}>
            {words.go}
          </button>
        </div>
      )}
      {way && (
        <Dialog title={way === 'cash' ? sellWords.cash.title : sellWords.card.title} onClose={() => setWay(null)}>
          {way === 'cash' ? (
            <TakeCash
              due={difference}
              busy={call.busy}
              onTake={(tendered) => void send([{ method: 'cash', amount: difference, tendered }])}
            />
          ) : (
            <TakeCard due={difference} busy={call.busy} onTake={(tenders) => void send(tenders)} />
          )}
        </Dialog>
      )}
      {approval.dialog}
    </div>
  );
}
