import type { PriceCardView, PriceEntry } from '../../../server/contract/api/staff/price-cards.ts';
import { readAmount, typedAmount } from '../../../server/contract/typed-amount.ts';

/** A card under the pen: what was typed, cell by cell, whether it can be read or not. */
export interface Draft {
  name: string;
  /** By `cellKey`; an empty text is not for sale. */
  cells: Record<string, string>;
}

export const cellKey = (ticketType: string, category: string) => `${ticketType}:${category}`;

export function draftOf(card: Pick<PriceCardView, 'name' | 'entries'>, currency: string): Draft {
  const cells = card.entries.map(({ ticketType, category, amount }) => [
    cellKey(ticketType, category),
    typedAmount(amount, currency),
  ]);
  return { name: card.name, cells: Object.fromEntries(cells) };
}

export const emptyDraft: Draft = { name: '', cells: {} };

/** Whether two drafts would be saved as the same card: `190` and `190.00` are one price. */
export function sameDraft(a: Draft, b: Draft, currency: string): boolean {
  const keys = new Set([...Object.keys(a.cells), ...Object.keys(b.cells)]);
  return a.name === b.name && [...keys].every((key) => meant(a.cells[key], currency) === meant(b.cells[key], currency));
}

/** Cells that no amount can be read from. */
export function wrongCells(draft: Draft, currency: string): string[] {
  return Object.entries(draft.cells)
    .filter(([, text]) => 'problem' in readAmount(text, currency))
    .map(([key]) => key);
}

/** What is for sale, of the types and categories that there are. */
export function entriesOf(
  draft: Draft,
  {
    ticketTypes,
    categories,
    currency,
  }: { ticketTypes: { code: string }[]; categories: { code: string }[]; currency: string },
): PriceEntry[] {
  return ticketTypes.flatMap((type) =>
    categories.flatMap((category) => {
      const read = readAmount(draft.cells[cellKey(type.code, category.code)] ?? '', currency);
      return 'amount' in read && read.amount !== null
        ? [{ ticketType: type.code, category: category.code, amount: read.amount }]
        : [];
    }),
  );
}

function meant(text: string | undefined, currency: string): string | number | null {
  const read = readAmount(text ?? '', currency);
  return 'amount' in read ? read.amount : `? ${text}`;
}
