import { clockTime } from '../../../server/contract/venue-time.ts';
import { doorWords as words } from '../../../server/contract/words/en/door.ts';
import { lookOf, reasonOf } from './answer.tsx';
import type { Card } from './shapes.ts';

/** The last scans of this device, newest first; each can be looked at again. */
export function Recent({ cards, zone, onShow }: { cards: Card[]; zone: string; onShow(uuid: string): void }) {
  if (cards.length === 0) return null;
  return (
    <section className="door-recent" aria-labelledby="door-recent">
      <h2 id="door-recent">{words.recent}</h2>
      <ol>
        {cards.map((card) => (
          <li key={card.uuid}>
            <button type="button" data-look={lookOf(card)} onClick={() => onShow(card.uuid)}>
              <time>{clockTime(new Date(card.at), zone, 'en')}</time>
              <b>{card.noted && card.verdict === 'hold' ? words.noted : words[card.verdict]}</b>
              <span>
                {card.answer?.ticket ? `${card.answer.ticket.row}${card.answer.ticket.number}` : reasonOf(card)}
              </span>
            </button>
          </li>
        ))}
      </ol>
    </section>
  );
}
