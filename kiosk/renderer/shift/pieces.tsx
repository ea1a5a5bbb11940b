import { tillShiftWords } from '../../../server/contract/words/en/till-shift.ts';
import { useMoney } from '../use-money.ts';

const words = tillShiftWords.count;

interface PiecesProps {
  title: string;
  of: readonly number[];
  pieces: ReadonlyMap<number, number>;
  /** The one that the keypad writes into. */
  at: number;
  onAt(piece: number): void;
  onSet(piece: number, number: number): void;
}

/** How many there are of each note or coin. */
export function Pieces({ title, of, pieces, at, onAt, onSet }: PiecesProps) {
  const say = useMoney();
  return (
    <fieldset className="pieces">
      <legend>{title}</legend>
      {of.map((piece) => (
        <label key={piece} className="piece" data-at={piece === at}>
          <span className="money">{say(piece)}</span>
          <input
            className="input"
            inputMode="none"
            autoComplete="off"
            aria-label={words.pieces(say(piece))}
            value={pieces.get(piece) ?? ''}
            onFocus={() => onAt(piece)}
            onChange={(event) => onSet(piece, Number(event.currentTarget.value.replace(/\D/g, '')))}
          />
        </label>
      ))}
    </fieldset>
  );
}
