import { useEffect, useState } from 'react';
import { gateWords } from '../../../server/contract/words/en/till-gate.ts';
import type { Refused } from '../../ipc-state.ts';
import { Keypad } from '../parts/keypad.tsx';
import { Note } from '../parts/note.tsx';
import { useKeys } from '../parts/use-keys.ts';

const words = gateWords.pin;
const most = 8;
const fewest = 4;

interface PinPadProps {
  busy: boolean;
  refusal: Refused | null;
  onPin(pin: string): void;
}

/** Digits by touch or keyboard; what is typed shows as dots, and goes when it was wrong. */
export function PinPad({ busy, refusal, onPin }: PinPadProps) {
  const [pin, setPin] = useState('');
  useEffect(() => {
    if (refusal) setPin('');
  }, [refusal]);
  const add = (digit: string) => setPin((now) => (now + digit).slice(0, most));
  const drop = () => setPin((now) => now.slice(0, -1));
  const send = () => {
    if (!busy && pin.length >= fewest) onPin(pin);
  };
  useKeys({
    ...Object.fromEntries(Array.from('0123456789', (digit) => [digit, () => add(digit)])),
    Backspace: drop,
    Enter: send,
  });
  return (
    <div className="pin">
      <output className="pin-dots" aria-label={`${words.label}: ${words.typed(pin.length)}`}>
        {Array.from({ length: Math.max(fewest, pin.length) }, (_, at) => (
          // biome-ignore lint/suspicious/noArrayIndexKey: a dot is its place
          <i key={at} data-full={at < pin.length} />
        ))}
      </output>
      {refusal && <Note tone="bad" text={refusal.message} />}
      <Keypad
        onDigit={add}
        onBack={drop}
        backLabel={words.back}
        last={
          <button
            type="button"
            className="key"
            data-look="primary"
            disabled={busy || pin.length < fewest}
            onClick={send}
          >
            {words.go}
          </button>
        }
      />
    </div>
  );
}
