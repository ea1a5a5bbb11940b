import { useState } from 'react';
import type { Tender } from '../../../server/contract/till/sales.ts';
import { readAmount } from '../../../server/contract/typed-amount.ts';
import { sellWords } from '../../../server/contract/words/en/till-sell.ts';
import { Note } from '../parts/note.tsx';
import { useTill } from '../till-context.tsx';
import { useMoney } from '../use-money.ts';

const words = sellWords.card;

/** One tap on a reader begins. A smaller amount on the card leaves the rest for cash, which is counted afterwards. */
export function TakeCard({ due, busy, onTake }: { due: number; busy: boolean; onTake(tenders: Tender[]): void }) {
  const { facts } = useTill().state;
  const say = useMoney();
  const [text, setText] = useState('');
  const read = readAmount(text, facts?.cinema.currency ?? 'EUR');
  const part = text.trim() === '' ? due : ('amount' in read && read.amount) || 0;
  const fits = part > 0 && part <= due;
  const rest = due - part;
  const begin = (reader: string) =>
    onTake([
      { method: 'card', amount: part, reader },
      ...(rest > 0 ? [{ method: 'cash' as const, amount: rest, tendered: rest }] : []),
    ]);
  return (
    <>
      <div className="choices quick">
        {facts?.readers.length === 0 && <p className="muted">{words.none}</p>}
        {facts?.readers.map((reader) => (
          <button
            key={reader.id}
            type="button"
            className="button"
            data-look="primary"
            disabled={busy || !reader.online || !fits}
            onClick={() => begin(reader.id)}
          >
            {reader.label} {!reader.online && `(${words.offline})`}
          </button>
        ))}
      </div>
      <label className="field">
        {words.part}
        <input
          className="input input-code"
          inputMode="decimal"
          autoComplete="off"
          value={text}
          onChange={(event) => setText(event.currentTarget.value)}
        />
      </label>
      {!fits && <Note tone="bad" text={words.wrongPart(say(due))} />}
      {fits && rest > 0 && <p className="muted">{words.rest(say(part), say(rest))}</p>}
    </>
  );
}
