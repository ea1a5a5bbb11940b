import { bornBy } from '../../../server/contract/age.ts';
import type { DoorTicket } from '../../../server/contract/door.ts';
import { clockTime, dateInWords, localDate } from '../../../server/contract/venue-time.ts';
import { doorWords as words } from '../../../server/contract/words/en/door.ts';
import type { Card } from './shapes.ts';

interface Props {
  card: Card | null;
  zone: string;
  mayUndo: boolean;
  onLetIn(uuid: string): void;
  onUndo(scan: string, card: Card): void;
}

/** What to do with the guest at the door, to be read from two steps away; colour, sign and word say the same. */
export function Answer({ card, zone, mayUndo, onLetIn, onUndo }: Props) {
  const look = card ? lookOf(card) : 'ready';
  const first = card?.answer?.first;
  const admission = card?.answer?.admitted ? card.uuid : (first?.scan ?? null);
  return (
    <section className="door-answer" data-look={look} aria-label={words.title}>
      <div role="status" aria-live="assertive" aria-atomic="true">
        <span className="door-sign" aria-hidden="true">
          {signs[look]}
        </span>
        <h1>{headline(card)}</h1>
        {card ? <Why card={card} zone={zone} /> : <p>{words.readyNote}</p>}
        {card?.answer?.ticket && <Facts ticket={card.answer.ticket} zone={zone} />}
        {card && !card.answer && card.seen.kind === 'good' && (
          <p className="door-seat">
            {words.row} <b>{card.seen.row}</b> {words.seat} <b>{card.seen.number}</b>{' '}
            <span>{card.seen.ticketType}</span>
          </p>
        )}
      </div>
      {card && look === 'hold' && !card.noted && card.seen.kind === 'good' && (
        <button type="button" onClick={() => onLetIn(card.uuid)}>
          {words.letIn}
        </button>
      )}
      {card && mayUndo && admission && !card.undone && (
        <button type="button" onClick={() => onUndo(admission, card)}>
          {words.undo}
        </button>
      )}
    </section>
  );
}

/** Nobody should reckon at the door. */
function bornByInWords({ age, startsAt }: DoorTicket, zone: string): string {
  const day = bornBy(age.limit, localDate(startsAt, zone));
  return dateInWords(day, 'en-GB', { day: 'numeric', month: 'short', year: 'numeric' });
}

const signs = { ready: '◦', asking: '…', yes: '✓', no: '✕', hold: '‖' } as const;

export function lookOf(card: Card): keyof typeof signs {
  return card.undone ? 'ready' : card.verdict;
}

function headline(card: Card | null): string {
  if (!card) return words.ready;
  if (card.undone) return words.undone;
  if (card.verdict === 'hold' && card.noted) return words.noted;
  return words[card.verdict];
}

/** The reason, in one line. */
export function reasonOf(card: Card): string {
  if (card.refusal) return card.refusal;
  if (card.answer) return card.answer.reason ? words.reasons[card.answer.reason] : '';
  if (card.verdict === 'asking') return '';
  if (card.noted) return words.notedNote;
  if (card.seen.kind === 'in') return card.seen.here ? words.inHere : words.inListed;
  return card.seen.kind === 'no_code' ? words.noCode : words.holdNote;
}

function Why({ card, zone }: { card: Card; zone: string }) {
  const at = card.answer ? card.answer.first?.at : card.seen.kind === 'in' ? card.seen.at : null;
  const holds = card.verdict === 'hold' && !card.noted;
  return (
    <>
      {!card.undone && reasonOf(card) && <p className="door-why">{reasonOf(card)}</p>}
      {at && <p className="door-why">{words.firstAt(clockTime(at, zone, 'en'), card.answer?.first?.door ?? null)}</p>}
      {holds && card.seen.kind === 'good' && <p>{words.good}</p>}
      {holds && card.seen.kind === 'unlisted' && <p>{words.unlisted}</p>}
    </>
  );
}

function Facts({ ticket, zone }: { ticket: DoorTicket; zone: string }) {
  const ages = words.forAges(ticket.minAge, ticket.maxAge);
  return (
    <>
      <p className="door-seat">
        {words.row} <b>{ticket.row}</b> {words.seat} <b>{ticket.number}</b>
      </p>
      <p className="door-film">
        <b>{ticket.hall}</b> {clockTime(ticket.startsAt, zone, 'en')}, {ticket.film}
      </p>
      <p>
        {ticket.ticketType}
        {ages && `, ${ages}`}
      </p>
      {ticket.age.limit > 0 && (
        <p className="door-age" data-strict={ticket.age.policy !== 'advisory'}>
          <b>{ticket.age.limit}+</b> {words.age(ticket.age)}
          {ticket.age.policy !== 'advisory' && ` ${words.bornBy(bornByInWords(ticket, zone))}`}
        </p>
      )}
    </>
  );
}
