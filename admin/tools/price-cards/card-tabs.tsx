import type { KeyboardEvent } from 'react';
import { priceCardWords as words } from '../../../server/contract/words/en/office-price-cards.ts';
import { emptyDraft } from './card-draft.ts';
import { fresh, type usePriceCards } from './use-price-cards.ts';

/** A tab a card, with a mark on those that are not saved. */
export function CardTabs({ cards }: { cards: ReturnType<typeof usePriceCards> }) {
  const { board, open, draft, hasFresh } = cards;
  if (!board) return null;
  const tabs = [
    ...board.cards.map(({ code, name }) => ({ code, name })),
    ...(hasFresh ? [{ code: fresh, name: (open === fresh && draft.name) || words.untitled }] : []),
  ];
  const turn = (event: KeyboardEvent) => {
    const step = { ArrowRight: 1, ArrowLeft: -1 }[event.key];
    if (!step) return;
    event.preventDefault();
    const next = tabs[(tabs.findIndex(({ code }) => code === open) + step + tabs.length) % tabs.length];
    if (!next) return;
    cards.show(next.code);
    document.getElementById(`price-cards-tab-${next.code}`)?.focus();
  };
  return (
    <div className="price-cards-tabs">
      <div role="tablist" aria-label={words.cards} onKeyDown={turn}>
        {tabs.map(({ code, name }) => (
          <button
            type="button"
            role="tab"
            key={code}
            id={`price-cards-tab-${code}`}
            aria-selected={code === open}
            tabIndex={code === open ? 0 : -1}
            onClick={() => cards.show(code)}
          >
            {name}
            {cards.unsaved(code) && <i> {words.unsaved}</i>}
          </button>
        ))}
      </div>
      {board.mayChange && !hasFresh && (
        <>
          <button type="button" className="office-button" onClick={() => cards.begin(emptyDraft)}>
            {words.newCard}
          </button>
          {open !== null && (
            <button
              type="button"
              className="office-button"
              onClick={() => cards.begin({ ...draft, name: words.copyOf(draft.name) })}
            >
              {words.duplicate}
            </button>
          )}
        </>
      )}
    </div>
  );
}
