import { type FormEvent, useMemo } from 'react';
import { formatMoney } from '../../../server/contract/money.ts';
import type { PlanSeat } from '../../../server/contract/seats.ts';
import { SeatLegend } from '../seat-map/seat-legend.tsx';
import { SeatMap } from '../seat-map/seat-map.tsx';
import { ChoiceSummary, totalOf } from './choice-summary.tsx';
import type { PickerWords, SeatPickerData } from './data.ts';
import { ChoiceNotice } from './notice.tsx';
import type { OpenLine } from './use-live-seats.ts';
import { useSeatChoice } from './use-seat-choice.ts';

export interface SeatPickerProps {
  data: SeatPickerData;
  words: PickerWords;
  /** The way to the live feed; without one the map stays as it was sent. */
  openLine?: OpenLine;
}

const counts = [1, 2, 3, 4, 5, 6, 7, 8, 9, 10];

/**
 * Choosing seats: two forms that work as they are (the best seats for so many; hold these), and, once the script is
 * there, a live map with a running total that says what the house will refuse before it is sent.
 */
export function SeatPicker({ data, words, openLine }: SeatPickerProps) {
  const choice = useSeatChoice(data, words, openLine);
  const { selected, floor } = choice;
  const address = `/sessions/${data.screeningId}`;
  const say = words.seats;
  const prices = useMemo(
    () =>
      new Map(
        Object.entries(data.prices).map(([id, amount]) => [
          Number(id),
          formatMoney({ amount, currency: data.currency }, say.locale),
        ]),
      ),
    [data, say],
  );
  const seats = data.plan.seats.filter((seat) => selected.has(seat.id));
  const onSubmit = (event: FormEvent) => {
    if (choice.sending || !choice.submit()) event.preventDefault();
  };
  const onRemove = (seat: PlanSeat) =>
    choice.toggle(seat.kind === 'love' && seat.partner !== null ? [seat.id, seat.partner] : [seat.id], false);

  return (
    <div className="seat-picker">
      <form className="best-seats" method="get" action={address}>
        <fieldset>
          <legend>{say.best}</legend>
          {counts.slice(0, Math.min(data.maxSeats, data.plan.seats.length)).map((count) => (
            <button
              key={count}
              type="submit"
              name="best"
              value={count}
              aria-label={say.bestFor(count)}
              onClick={(event) => {
                event.preventDefault();
                choice.best(count);
              }}
            >
              {count}
            </button>
          ))}
        </fieldset>
      </form>
      <form
        className="two-columns seat-picker-form"
        method="post"
        action={`${address}/hold`}
        autoComplete="off"
        onSubmit={onSubmit}
      >
        <div className="seat-picker-map">
          {!choice.live && (
            <p className="notice notice-warn" role="status">
              {say.offline}
            </p>
          )}
          <SeatMap
            plan={data.plan}
            categories={data.categories}
            states={floor.states}
            selected={selected}
            prices={prices}
            words={say.map}
            onToggle={choice.toggle}
          />
          <SeatLegend
            plan={data.plan}
            categories={data.categories}
            prices={prices}
            words={say.map}
            closed={floor.states.includes('blocked')}
          />
        </div>
        <div className="choice-panel">
          <ChoiceNotice notice={choice.notice} address={address} onTake={(ids) => choice.choose(ids)} />
          <ChoiceSummary data={data} seats={seats} words={words} sending={choice.sending} onRemove={onRemove} />
          <div className="action-bar">
            <output className="needs-script">
              {say.count(seats.length)}
              {seats.length > 0 && (
                <strong className="money">
                  {formatMoney({ amount: totalOf(data, seats), currency: data.currency }, say.locale)}
                </strong>
              )}
            </output>
            <button type="submit" className="btn btn-primary" aria-disabled={choice.sending}>
              {choice.sending ? say.holding : say.submit(seats.length)}
            </button>
          </div>
        </div>
      </form>
    </div>
  );
}
