import type { ReactNode } from 'react';

interface KeypadProps {
  onDigit(digit: string): void;
  onBack(): void;
  backLabel: string;
  /** The key at the bottom right. */
  last: ReactNode;
}

const digits = ['1', '2', '3', '4', '5', '6', '7', '8', '9'];

/** As on a telephone: what a hand finds without looking. */
export function Keypad({ onDigit, onBack, backLabel, last }: KeypadProps) {
  return (
    <div className="keypad">
      {digits.map((digit) => (
        <button key={digit} type="button" className="key" onClick={() => onDigit(digit)}>
          {digit}
        </button>
      ))}
      <button type="button" className="key" aria-label={backLabel} onClick={onBack}>
        ⌫
      </button>
      <button type="button" className="key" onClick={() => onDigit('0')}>
        0
      </button>
      {last}
    </div>
  );
}
