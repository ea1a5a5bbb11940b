import { useCallback, useEffect, useMemo, useRef, useState } from 'react';
import { wantsAcknowledgement } from '../../../server/contract/age.ts';
import { seatLabel, stateOfSymbol } from '../../../server/contract/seats.ts';
import type { TillHouse } from '../../../server/contract/till/programme.ts';
import { clockTime } from '../../../server/contract/venue-time.ts';
import { seatWords } from '../../../server/contract/words/en/seats.ts';
import { frameWords } from '../../../server/contract/words/en/till-frame.ts';
import { sellWords as words } from '../../../server/contract/words/en/till-sell.ts';
import { SeatMap } from '../../../storefront/ui/seat-map/seat-map.tsx';
import { Loading } from '../parts/loading.tsx';
import { Note } from '../parts/note.tsx';
import { useTill } from '../till-context.tsx';
import { useCall } from '../use-call.ts';
import { useMoney } from '../use-money.ts';
import { AgeLooked } from './age-looked.tsx';
import { bringIntoSight } from './bring-into-sight.ts';
import { GiveFree } from './give-free.tsx';
import { Payment } from './payment.tsx';
import { useHold } from './use-hold.ts';
import { useHouse } from './use-house.ts';

const counts = [1, 2, 3, 4, 5, 6, 7, 8];

interface HouseProps {
  screening: number;
  onBack(): void;
  /** The hold that a sale takes with it. */
  onSold(hold: number | null): void;
  onChoosing(choosing: boolean): void;
}

/** One hall: the best seats or those on the map, a type for each, and on to the money in the corner. */
export function House({ screening, onBack, onSold, onChoosing }: HouseProps) {
  const { state } = useTill();
  const say = useMoney();
  const { house, symbols, refusal } = useHouse(screening);
  const hold = useHold(screening);
  const best = useCall('best');
  const [types, setTypes] = useState<ReadonlyMap<number, number>>(new Map());
  const [marked, setMarked] = useState(0);
  const [override, setOverride] = useState(false);
  const [ageLooked, setAgeLooked] = useState(false);
  const [paying, setPaying] = useState<'cash' | 'card' | null>(null);

  const selected = useMemo(() => new Set(hold.chosen), [hold.chosen]);
  const states = useMemo(
    () =>
      house?.plan.seats.map(({ id }, at) =>
        selected.has(id) ? ('free' as const) : (stateOfSymbol[symbols[at] ?? 'b'] ?? ('blocked' as const)),
      ) ?? [],
    [house, symbols, selected],
  );
  const some = hold.chosen.length > 0;
  useEffect(() => {
    onChoosing(some);
    return () => onChoosing(false);
  }, [some, onChoosing]);
  const map = useRef<HTMLDivElement>(null);
  const before = useRef(hold.chosen);
  before.current = hold.chosen;
  const { choose } = hold;
  const toggle = useCallback(
    (ids: readonly number[], on: boolean) => {
      setOverride(false);
      const others = before.current.filter((id) => !ids.includes(id));
      choose(on ? [...others, ...ids] : others);
    },
    [choose],
  );
  if (!house) return refusal ? <Note tone="bad" text={refusal.message} /> : <Loading />;

  const lines = hold.chosen.flatMap((id) => {
    const seat = house.plan.seats.find((each) => each.id === id);
    if (!seat) return [];
    const sold = typesFor(house.ticketTypes, seat.category);
    const type = sold.find((each) => each.id === types.get(id)) ?? sold.find((each) => each.usual) ?? sold[0];
    const price = type?.prices[String(seat.category)];
    return type && price !== undefined ? [{ seat, type, price }] : [];
  });
  const total = lines.reduce((sum, { price }) => sum + price, 0);
  const free = some && total === 0 && lines.length === hold.chosen.length;
  const { age, film, hall, startsAt } = house.screening;
  const askAge = wantsAcknowledgement({ ageLimit: age.limit, agePolicy: age.policy });
  const ready = hold.ready && lines.length === hold.chosen.length && (!askAge || ageLooked);
  const line = lines[marked % Math.max(1, lines.length)];
  const setType = (type: number) => {
    if (!line) return;
    setTypes(new Map([...types, [line.seat.id, type]]));
    setMarked((marked + 1) % lines.length);
  };
  const findBest = async (count: number) => {
    const answer = await best.run({ screening, count });
    setOverride(false);
    if (!answer.ok) return;
    choose(answer.value.seats);
    bringIntoSight(map.current, answer.value.seats);
  };
  const handOver = (toSale: boolean) => {
    hold.handOver(toSale);
    onSold(toSale ? hold.held.id : null);
  };
  const body = {
    screening,
    hold: hold.held.id,
    lines: lines.map(({ seat, type, price }) => ({ seat: seat.id, ticketType: type.id, price })),
    total,
    override,
    ageConfirmed: ageLooked,
  };
  return (
    <div className="sell">
      <section className="hall">
        <header className="hall-head">
          <button type="button" className="button" onClick={paying ? () => setPaying(null) : onBack}>
            {frameWords.back}
          </button>
          <h1>
            {clockTime(startsAt, state.facts?.cinema.timeZone ?? 'UTC', 'en-GB')} {film.title}
          </h1>
          <span className="muted">{hall}</span>
        </header>
        {paying ? (
          <Payment way={paying} body={body} onSold={handOver} />
        ) : (
          <>
            {/* biome-ignore lint/a11y/useSemanticElements: a row of buttons under one name */}
            <div className="choices" role="group" aria-label={words.best}>
              <span className="muted" aria-hidden="true">
                {words.best}
              </span>
              {counts.map((count) => (
                <button
                  key={count}
                  type="button"
                  className="button"
                  aria-label={words.bestFor(count)}
                  disabled={best.busy}
                  onClick={() => void findBest(count)}
                >
                  {count}
                </button>
              ))}
            </div>
            <div className="hall-map" ref={map}>
              <SeatMap
                plan={house.plan}
                categories={house.categories}
                states={states}
                selected={selected}
                words={seatWords.map}
                onToggle={toggle}
                density="till"
              />
            </div>
          </>
        )}
      </section>
      <aside className="basket">
        <h2>{words.seats}</h2>
        {lines.length === 0 && <p className="muted">{words.noSeats}</p>}
        <div className="basket-lines">
          {lines.map(({ seat, type, price }, at) => (
            <button
              key={seat.id}
              type="button"
              className="button"
              aria-pressed={at === marked % lines.length}
              onClick={() => setMarked(at)}
            >
              {words.lineOf(seatLabel(seat), type.name)} <span className="money">{say(price)}</span>
            </button>
          ))}
        </div>
        {/* biome-ignore lint/a11y/useSemanticElements: a row of buttons under one name */}
        <div className="choices" role="group" aria-label={words.types}>
          {line &&
            typesFor(house.ticketTypes, line.seat.category).map((type) => (
              <button key={type.id} type="button" className="button" onClick={() => setType(type.id)}>
                {type.name}
              </button>
            ))}
        </div>
        {best.refusal && <Note tone="warn" text={best.refusal.message} />}
        {hold.refusal && (
          <Note tone="warn" text={hold.refusal.message}>
            {better(hold.refusal.details).length > 0 && (
              <button type="button" className="button" onClick={() => choose(better(hold.refusal?.details))}>
                {seatWords.better(
                  house.plan.seats.filter(({ id }) => better(hold.refusal?.details).includes(id)).map(seatLabel),
                )}
              </button>
            )}
            {hold.refusal.code === 'orphan_seat' && (
              <button
                type="button"
                className="button"
                onClick={() => {
                  setOverride(true);
                  choose(hold.chosen, true);
                }}
              >
                {words.anyway}
              </button>
            )}
          </Note>
        )}
        {askAge && lines.length > 0 && (
          <AgeLooked screening={house.screening} looked={ageLooked} onLook={setAgeLooked} />
        )}
        <p className="basket-total">
          {words.total} <output className="money">{say(total)}</output>
        </p>
        {!paying && free && <GiveFree body={body} ready={ready} onSold={handOver} />}
        {!paying && !free && (
          <div className="basket-next">
            <button type="button" className="button" disabled={!ready} onClick={() => setPaying('card')}>
              {words.toCard}
            </button>
            <button
              type="button"
              className="button"
              data-look="primary"
              disabled={!ready}
              onClick={() => setPaying('cash')}
            >
              {words.toCash}
            </button>
          </div>
        )}
      </aside>
    </div>
  );
}

/** Those with a price for the seat: a pair without one is not for sale. */
function typesFor(types: TillHouse['ticketTypes'], category: number): TillHouse['ticketTypes'] {
  return types.filter(({ prices }) => prices[String(category)] !== undefined);
}

function better(details: Record<string, unknown> | undefined): number[] {
  const ids = details?.better;
  return Array.isArray(ids) ? ids.filter((id): id is number => typeof id === 'number') : [];
}
