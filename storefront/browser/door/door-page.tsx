import { useCallback, useEffect, useMemo, useRef, useState, useSyncExternalStore } from 'react';
import { undoAdmission } from '../../../server/contract/api/staff/door.ts';
import { type Client, isRefused } from '../../../server/contract/client.ts';
import { doorWords as words } from '../../../server/contract/words/en/door.ts';
import { Answer } from './answer.tsx';
import type { Desk } from './desk.ts';
import { listenToScanner } from './hand-scanner.ts';
import { Lens } from './lens.tsx';
import { Recent } from './recent.tsx';
import { Screenings } from './screenings.tsx';
import type { Card } from './shapes.ts';
import { signal } from './signal.ts';
import { useDay } from './use-day.ts';
import { useKept } from './use-kept.ts';

interface Props {
  desk: Desk;
  client: Client;
  zone: string;
  mayUndo: boolean;
}

/** One door: the answer large, then the camera, and below what is set once an evening. */
export function DoorPage({ desk, client, zone, mayUndo }: Props) {
  const state = useSyncExternalStore(desk.onChange, desk.state);
  const [kept, keep] = useKept();
  const [typed, setTyped] = useState('');
  const chosen = useRef<number[]>([]);
  const [day, ids] = useChosen(client, kept, desk);
  chosen.current = ids;
  const shown = state.cards.find(({ uuid }) => uuid === state.shown) ?? null;
  const waiting = state.cards.filter(({ verdict, answer }) => verdict === 'hold' && !answer).length;
  const trouble = state.cards.filter(
    (card) => card.noted && card.answer?.admitted === false && !kept.seen.includes(card.uuid),
  );

  const scan = useCallback(
    (code: string) => desk.scan(code, { screenings: chosen.current, door: kept.door.trim() || words.usualDoor }),
    [desk, kept.door],
  );
  useEffect(() => listenToScanner(scan), [scan]);
  useEffect(() => {
    addEventListener('online', desk.kick);
    return () => removeEventListener('online', desk.kick);
  }, [desk]);
  const verdict = shown?.verdict;
  // biome-ignore lint/correctness/useExhaustiveDependencies: each scan, and each turn of it, is heard once
  useEffect(() => {
    if (shown && verdict && verdict !== 'asking') signal(verdict, kept.sound);
  }, [shown?.uuid, verdict]);

  async function undo(scanned: string, card: Card): Promise<void> {
    const done = await client.call(undoAdmission, { params: { uuid: scanned } });
    if (!isRefused(done)) for (const uuid of new Set([scanned, card.uuid])) desk.markUndone(uuid);
  }

  return (
    <>
      <p className="door-line" data-online={state.online} role="status">
        <span>{state.online ? words.online : words.offline}</span>
        {waiting > 0 && <b>{words.waiting(waiting)}</b>}
      </p>
      {state.signedOut && (
        <p className="office-note" data-tone="bad" role="alert">
          {words.signedOut} <a href="/staff/sign-in?next=/door/">{words.signIn}</a>
        </p>
      )}
      {trouble.map((card) => (
        <p key={card.uuid} className="office-note" data-tone="bad" role="alert">
          <b>{words.trouble}</b> {card.answer?.reason && words.reasons[card.answer.reason]}{' '}
          {card.answer?.ticket && `${card.answer.ticket.row}${card.answer.ticket.number}`}{' '}
          <button
            type="button"
            className="office-button"
            onClick={() => keep({ seen: [...kept.seen, card.uuid].slice(-50) })}
          >
            {words.seen}
          </button>
        </p>
      ))}
      <Answer card={shown} zone={zone} mayUndo={mayUndo} onLetIn={desk.letIn} onUndo={undo} />
      <Lens onCode={scan} />
      <form
        className="door-typed"
        onSubmit={(event) => {
          event.preventDefault();
          scan(typed);
          setTyped('');
        }}
      >
        <label>
          {words.code}
          <input
            className="office-field"
            value={typed}
            maxLength={60}
            autoComplete="off"
            autoCapitalize="characters"
            spellCheck={false}
            onChange={(event) => setTyped(event.target.value)}
          />
        </label>
        <button type="submit" className="office-button" data-look="primary">
          {words.check}
        </button>
      </form>
      <Recent cards={state.cards} zone={zone} onShow={desk.show} />
      {day && (
        <Screenings
          day={day}
          chosen={kept.date === day.date ? kept.chosen : []}
          onChoose={(next) => keep({ chosen: next, date: day.date })}
        />
      )}
      <div className="door-settings">
        <label>
          {words.doorName}
          <input
            className="office-field"
            value={kept.door}
            maxLength={40}
            placeholder={words.usualDoor}
            onChange={(event) => keep({ door: event.target.value })}
          />
        </label>
        <label>
          <input type="checkbox" checked={kept.sound} onChange={() => keep({ sound: !kept.sound })} /> {words.sound}
        </label>
      </div>
    </>
  );
}

/** The day, and the ids that a scan names: those chosen, or all of today. Yesterday's choice is worth nothing. */
function useChosen(client: Client, kept: { chosen: number[]; date: string }, desk: Desk) {
  const [all, setAll] = useState<{ date: string; ids: number[] }>({ date: '', ids: [] });
  const ids = useMemo(
    () => (kept.date === all.date && kept.chosen.length > 0 ? kept.chosen : all.ids),
    [kept.chosen, kept.date, all],
  );
  const day = useDay(client, ids, desk.know);
  const found = day?.screenings.filter(({ over, cancelled }) => !over && !cancelled).map(({ id }) => id) ?? [];
  const known = found.join(',');
  const date = day?.date ?? '';
  useEffect(() => setAll({ date, ids: known === '' ? [] : known.split(',').map(Number) }), [date, known]);
  return [day, ids] as const;
}
