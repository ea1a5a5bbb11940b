import { formatMoney, minorDigits } from '../../../server/contract/money.ts';
import type { TypedAmount } from '../../../server/contract/typed-amount.ts';
import { priceCardWords as words } from '../../../server/contract/words/en/office-price-cards.ts';
import type { Editing, GridKeys, Place } from './use-grid-keys.ts';

export function PriceCell(given: {
  label: string;
  text: string;
  read: TypedAmount;
  currency: string;
  current: boolean;
  editing: Editing | null;
  mayChange: boolean;
  place: Place;
  keys: GridKeys;
}) {
  const { label, text, read, currency, current, editing, mayChange, place, keys } = given;
  const wrong = 'problem' in read;
  return (
    <td
      // biome-ignore lint/a11y/noNoninteractiveElementToInteractiveRole: a cell of a grid, which is kept by keyboard
      role="gridcell"
      tabIndex={current ? 0 : -1}
      aria-invalid={wrong}
      aria-readonly={!mayChange}
      data-empty={!wrong && read.amount === null}
      data-editing={editing !== null}
      onFocus={() => !current && keys.goTo(place)}
      onDoubleClick={() => keys.edit(place)}
      onKeyDown={editing ? undefined : keys.onCellKey}
    >
      {editing ? (
        <input
          // biome-ignore lint/a11y/noAutofocus: the cell that is being edited had the focus
          autoFocus
          aria-label={label}
          size={1}
          inputMode="decimal"
          autoComplete="off"
          value={editing.text}
          onFocus={(event) => !editing.typed && event.target.select()}
          onChange={(event) => keys.type(event.target.value)}
          onKeyDown={keys.onInputKey}
          onBlur={() => keys.commit()}
        />
      ) : wrong ? (
        <>
          {text} <small>{words.problem(read.problem, currency, minorDigits(currency))}</small>
        </>
      ) : read.amount === null ? (
        words.notForSale
      ) : (
        <>
          {formatMoney({ amount: read.amount, currency }, 'en')}
          {read.amount === 0 && <small> {words.free}</small>}
        </>
      )}
    </td>
  );
}
