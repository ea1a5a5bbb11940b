import { useEffect, useState } from 'react';
import type { DoorAnswer } from '../../../server/contract/door.ts';
import { clockTime } from '../../../server/contract/venue-time.ts';
import { tillOrderWords } from '../../../server/contract/words/en/till-orders.ts';
import { Note } from '../parts/note.tsx';
import type { Scan } from '../parts/use-scanner.ts';
import { useTill } from '../till-context.tsx';
import { useCall } from '../use-call.ts';
import { QueryForm } from './query-form.tsx';

const words = tillOrderWords.door;

/** Lets a guest in from the counter, as the door does; what is wrong with a ticket is said as large as what is right. */
export function DoorCheck({ scan }: { scan: Scan | null }) {
  const { run, busy, refusal } = useCall('checkTicket');
  const [answer, setAnswer] = useState<DoorAnswer | null>(null);
  const [opened] = useState(scan);
  const check = async (code: string) => {
    setAnswer(null);
    const told = await run({ code });
    if (told.ok) setAnswer(told.value);
  };
  // biome-ignore lint/correctness/useExhaustiveDependencies: each reading since this was opened is checked once
  useEffect(() => {
    if (scan && scan !== opened) void check(scan.code);
  }, [scan]);
  return (
    <>
      <QueryForm label={words.label} go={words.go} busy={busy} onQuery={(code) => void check(code)} />
      {refusal && <Note tone="bad" text={refusal.message} />}
      {answer && <DoorSays answer={answer} />}
    </>
  );
}

function DoorSays({ answer: { admitted, reason, ticket, first } }: { answer: DoorAnswer }) {
  const zone = useTill().state.facts?.cinema.timeZone ?? 'UTC';
  return (
    <section className={`note door-says ${admitted ? 'note-good' : 'note-bad'}`} role="status">
      <h2>{admitted ? words.admitted : words.refused}</h2>
      {reason && <p>{words.reasons[reason]}</p>}
      {first && reason === 'used' && <p>{words.first(clockTime(first.at, zone, 'en-GB'), first.door)}</p>}
      {ticket && (
        <>
          <p className="door-seat">{words.seat(ticket.row, ticket.number)}</p>
          <p>
            {ticket.film}, {ticket.hall}, {clockTime(ticket.startsAt, zone, 'en-GB')}, {ticket.ticketType}
          </p>
          {ticket.age.limit > 0 && <p>{words.age(ticket.age.limit)}</p>}
        </>
      )}
    </section>
  );
}
