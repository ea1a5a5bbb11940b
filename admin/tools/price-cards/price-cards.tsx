import { priceCardWords as words } from '../../../server/contract/words/en/office-price-cards.ts';
import { wrongCells } from './card-draft.ts';
import { CardTabs } from './card-tabs.tsx';
import { PriceGrid } from './price-grid.tsx';
import { usePriceCards } from './use-price-cards.ts';
import { useUnsavedGuard } from './use-unsaved-guard.ts';

/** Price cards as a spreadsheet: a tab a card, a hole where something is not for sale. */
export default function PriceCards() {
  const cards = usePriceCards();
  useUnsavedGuard(cards.anyUnsaved, words.leave);
  const { board, refused, open } = cards;
  return (
    <section className="office price-cards" aria-labelledby="price-cards-title">
      <h1 id="price-cards-title">{words.title}</h1>
      {refused && (
        <p className="office-note" data-tone="bad" role="alert">
          {refused.message}
        </p>
      )}
      {!board && !refused && <p role="status">{words.loading}</p>}
      {board && (
        <>
          <p className="office-muted price-cards-intro">{words.intro(board.currency)}</p>
          <CardTabs cards={cards} />
          {open !== null && <OpenCard cards={cards} key={open} />}
        </>
      )}
    </section>
  );
}

type Cards = ReturnType<typeof usePriceCards>;

function OpenCard({ cards }: { cards: Cards }) {
  const { board, card, draft, open, said, busy } = cards;
  if (!board || open === null) return null;
  const wrong = wrongCells(draft, board.currency).length;
  const nameless = draft.name.trim() === '';
  const unsaved = cards.unsaved(open);
  const hint = wrong > 0 ? words.problemsLeft(wrong) : nameless ? words.needsName : null;
  return (
    <div className="price-cards-card" role="tabpanel" aria-labelledby={`price-cards-tab-${open}`}>
      <div className="price-cards-head">
        <label>
          {words.name}
          <input
            className="office-field"
            value={draft.name}
            maxLength={80}
            readOnly={!board.mayChange}
            onChange={(event) => cards.change({ ...draft, name: event.target.value })}
          />
        </label>
        <p className="office-muted">{words.used(card?.screenings ?? 0)}</p>
      </div>
      <PriceGrid board={board} draft={draft} change={cards.change} undo={cards.undo} />
      {board.mayChange && (
        <>
          <p className="office-muted price-cards-keys">{words.keys}</p>
          <div className="price-cards-foot">
            <button
              type="button"
              className="office-button"
              data-look="primary"
              // Not disabled while nothing is unsaved: the cell under the pen is kept by the very click that saves.
              disabled={hint !== null || busy}
              onClick={() => void cards.save()}
            >
              {card ? words.save : words.create}
            </button>
            {unsaved && (
              <button type="button" className="office-button" disabled={busy} onClick={() => void cards.discard()}>
                {words.discard}
              </button>
            )}
            {unsaved && hint && <span className="price-cards-hint">{hint}</span>}
          </div>
        </>
      )}
      <div role="status">
        {said && (
          <p className="office-note" data-tone={said.tone}>
            {said.text}{' '}
            {said.stale && (
              <button type="button" className="office-button" onClick={() => void cards.discard()}>
                {words.reload}
              </button>
            )}
          </p>
        )}
      </div>
    </div>
  );
}
