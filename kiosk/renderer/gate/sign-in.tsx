import { useState } from 'react';
import { gateWords } from '../../../server/contract/words/en/till-gate.ts';
import { useTill } from '../till-context.tsx';
import { useCall } from '../use-call.ts';
import { Gate } from './gate.tsx';
import { PeopleTiles, type Person } from './people-tiles.tsx';
import { PinPad } from './pin-pad.tsx';

const words = gateWords.signIn;

/** First who, then their PIN. */
export function SignIn() {
  const { state } = useTill();
  const [person, setPerson] = useState<Person | null>(null);
  const call = useCall('signIn');
  if (!person) {
    return (
      <Gate title={words.title} busy={state.facts === null}>
        <PeopleTiles people={state.facts?.clerks ?? null} none={words.none} onChoose={setPerson} />
      </Gate>
    );
  }
  return (
    <Gate title={words.pinOf(person.name)}>
      <PinPad refusal={call.refusal} busy={call.busy} onPin={(pin) => void call.run({ clerk: person.id, pin })} />
      <button
        type="button"
        className="button"
        data-look="quiet"
        onClick={() => {
          setPerson(null);
          call.forget();
        }}
      >
        {words.other}
      </button>
    </Gate>
  );
}
