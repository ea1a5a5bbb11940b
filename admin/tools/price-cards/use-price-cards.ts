import { useCallback, useEffect, useState } from 'react';
import {
  addPriceCard,
  changePriceCard,
  listPriceCards,
  type PriceCardBoard,
  type PriceCardView,
} from '../../../server/contract/api/staff/price-cards.ts';
import { priceCardWords as words } from '../../../server/contract/words/en/office-price-cards.ts';
import { isRefused, operate, type Refused } from '../client.ts';
import { type Draft, draftOf, emptyDraft, entriesOf, sameDraft } from './card-draft.ts';
import { useDrafts } from './use-drafts.ts';

/** The key of a card that has none yet. */
export const fresh = '';

export interface Said {
  tone: 'good' | 'bad';
  text: string;
  /** The card was changed by somebody else; loading it anew helps. */
  stale?: boolean;
}

/** The cards as the server knows them, the drafts over them, and the one that is open. */
export function usePriceCards() {
  const [board, setBoard] = useState<PriceCardBoard | null>(null);
  const [refused, setRefused] = useState<Refused | null>(null);
  const [open, setOpen] = useState<string | null>(null);
  const [said, setSaid] = useState<Said | null>(null);
  const [busy, setBusy] = useState(false);
  const { drafts, change, undo, drop } = useDrafts();

  const load = useCallback(async () => {
    const answer = await operate(listPriceCards, {});
    if (isRefused(answer)) return setRefused(answer);
    setBoard(answer);
    setOpen((code) => code ?? answer.cards[0]?.code ?? null);
  }, []);
  useEffect(() => void load(), [load]);

  const currency = board?.currency ?? '';
  const card = board?.cards.find(({ code }) => code === open) ?? null;
  const savedDraft = (one: PriceCardView | null) => (one ? draftOf(one, currency) : emptyDraft);
  const unsaved = (code: string) => {
    const draft = drafts[code]?.now;
    if (!draft) return false;
    return (
      code === fresh || !sameDraft(draft, savedDraft(board?.cards.find((one) => one.code === code) ?? null), currency)
    );
  };
  const draft: Draft = (open !== null && drafts[open]?.now) || savedDraft(card);

  const save = async () => {
    if (!board || open === null) return;
    if (!unsaved(open)) return setSaid({ tone: 'good', text: words.unchanged });
    setBusy(true);
    const body = { name: draft.name.trim(), entries: entriesOf(draft, board) };
    const answer = card
      ? await operate(changePriceCard, { params: { code: card.code }, body: { ...body, seen: card.revision } })
      : await operate(addPriceCard, { body });
    if (isRefused(answer)) {
      const text = answer.code === 'code_taken' ? words.nameTaken : answer.message;
      setSaid({ tone: 'bad', text, stale: answer.code === 'changed_meanwhile' });
    } else {
      drop(open);
      setOpen(answer.code);
      await load();
      setSaid({ tone: 'good', text: words.saved(body.name, card?.screenings ?? 0) });
    }
    setBusy(false);
  };

  return {
    board,
    refused,
    open,
    card,
    draft,
    said,
    busy,
    unsaved,
    anyUnsaved: Object.keys(drafts).some(unsaved),
    hasFresh: fresh in drafts,
    show(code: string) {
      setOpen(code);
      setSaid(null);
    },
    change: (now: Draft) => {
      if (open !== null) change(open, draft, now);
      setSaid(null);
    },
    undo: () => open !== null && undo(open),
    /** A new card, empty or like the one that is open. */
    begin(from: Draft) {
      change(fresh, emptyDraft, from);
      setOpen(fresh);
      setSaid(null);
    },
    async discard() {
      if (open === null) return;
      drop(open);
      if (open === fresh) setOpen(board?.cards[0]?.code ?? null);
      setSaid(null);
      await load();
    },
    save,
  };
}
