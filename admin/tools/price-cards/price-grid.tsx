import { type ClipboardEvent, type CSSProperties, useEffect, useRef } from 'react';
import type { PriceCardBoard } from '../../../server/contract/api/staff/price-cards.ts';
import { readAmount } from '../../../server/contract/typed-amount.ts';
import { priceCardWords as words } from '../../../server/contract/words/en/office-price-cards.ts';
import { cellKey, type Draft } from './card-draft.ts';
import { PriceCell } from './price-cell.tsx';
import { useGridKeys } from './use-grid-keys.ts';

/** Ticket types down, seat categories across; kept by keyboard as a spreadsheet is. */
export function PriceGrid(given: {
  board: PriceCardBoard;
  draft: Draft;
  change: (draft: Draft) => void;
  undo: () => void;
}) {
  const { board, draft, change, undo } = given;
  const { ticketTypes, categories, currency, mayChange } = board;
  const body = useRef<HTMLTableSectionElement>(null);
  const keyAt = (row: number, column: number) => cellKey(ticketTypes[row]?.code ?? '', categories[column]?.code ?? '');
  const keys = useGridKeys({
    rows: ticketTypes.length,
    columns: categories.length,
    mayChange,
    textAt: (row, column) => draft.cells[keyAt(row, column)] ?? '',
    write: (row, column, text) => change({ ...draft, cells: { ...draft.cells, [keyAt(row, column)]: text.trim() } }),
    undo,
  });
  const { at, editing, moved } = keys;
  useEffect(() => {
    if (moved && !editing) body.current?.rows[at.row]?.querySelectorAll<HTMLElement>('td')[at.column]?.focus();
  }, [at, editing, moved]);
  const forSale = (row: number, column: number) => (draft.cells[keyAt(row, column)] ?? '') !== '';

  /** A block from a spreadsheet goes in from here to the right and down. */
  const paste = (event: ClipboardEvent) => {
    if (editing || !mayChange) return;
    event.preventDefault();
    const cells = { ...draft.cells };
    const lines = event.clipboardData
      .getData('text/plain')
      .replace(/\r?\n$/, '')
      .split(/\r?\n/);
    for (const [down, line] of lines.entries()) {
      for (const [right, text] of line.split('\t').entries()) {
        if (at.row + down < ticketTypes.length && at.column + right < categories.length) {
          cells[keyAt(at.row + down, at.column + right)] = text.trim();
        }
      }
    }
    change({ ...draft, cells });
  };
  const copy = (event: ClipboardEvent) => {
    if (editing) return;
    event.preventDefault();
    event.clipboardData.setData('text/plain', draft.cells[keyAt(at.row, at.column)] ?? '');
  };

  return (
    <div className="price-cards-scroll">
      <table
        // biome-ignore lint/a11y/noNoninteractiveElementToInteractiveRole: a grid as in ARIA's authoring practices
        role="grid"
        className="price-cards-grid"
        aria-label={words.grid(draft.name || words.untitled)}
        onPaste={paste}
        onCopy={copy}
      >
        <thead>
          <tr>
            <th scope="col">{words.ticketType}</th>
            {categories.map(({ code, name, color }, column) => (
              <th key={code} scope="col">
                <span className="price-cards-swatch" style={{ '--tone': color } as CSSProperties} aria-hidden="true" />
                {name}
                {ticketTypes.every((_, row) => !forSale(row, column)) && <small>{words.nobody}</small>}
              </th>
            ))}
          </tr>
        </thead>
        <tbody ref={body}>
          {ticketTypes.map((type, row) => (
            <tr key={type.code}>
              <th scope="row">
                {type.name}
                {categories.every((_, column) => !forSale(row, column)) && <small>{words.never}</small>}
              </th>
              {categories.map((category, column) => (
                <PriceCell
                  key={category.code}
                  label={`${type.name}, ${category.name}`}
                  text={draft.cells[keyAt(row, column)] ?? ''}
                  read={readAmount(draft.cells[keyAt(row, column)] ?? '', currency)}
                  currency={currency}
                  current={at.row === row && at.column === column}
                  editing={editing && at.row === row && at.column === column ? editing : null}
                  mayChange={mayChange}
                  keys={keys}
                  place={{ row, column }}
                />
              ))}
            </tr>
          ))}
        </tbody>
      </table>
    </div>
  );
}
