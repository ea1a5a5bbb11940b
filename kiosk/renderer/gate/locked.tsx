import { useState } from 'react';
import { gateWords } from '../../../server/contract/words/en/till-gate.ts';
import { useTill } from '../till-context.tsx';
import { useCall } from '../use-call.ts';
import { Gate } from './gate.tsx';
import { PinPad } from './pin-pad.tsx';
import { SignIn } from './sign-in.tsx';

const words = gateWords.signIn;

/** What was being done stays as it is; the same clerk goes on with the PIN, or another signs in. */
export function Locked() {
  const { state } = useTill();
  const [other, setOther] = useState(false);
  const call = useCall('unlock');
  if (other || !state.clerk) return <SignIn />;
  return (
    <Gate title={words.unlock(state.clerk.name)}>
      <PinPad refusal={call.refusal} busy={call.busy} onPin={(pin) => void call.run({ pin })} />
      <button type="button" className="button" data-look="quiet" onClick={() => setOther(true)}>
        {words.other}
      </button>
    </Gate>
  );
}
