import { useState } from 'react';
import { frameWords } from '../../../server/contract/words/en/till-frame.ts';
import { gateWords } from '../../../server/contract/words/en/till-gate.ts';
import { PeopleTiles, type Person } from '../gate/people-tiles.tsx';
import { PinPad } from '../gate/pin-pad.tsx';
import { Dialog } from '../parts/dialog.tsx';
import { useTill } from '../till-context.tsx';
import { useCall } from '../use-call.ts';

const words = gateWords.signIn;

/** Another clerk takes over with their PIN; what is being done stays as it is. */
export function ClerkDialog({ onClose }: { onClose(): void }) {
  const { clerk, facts } = useTill().state;
  const [person, setPerson] = useState<Person | null>(null);
  const signIn = useCall('signIn');
  const signOut = useCall('signOut');
  const others = facts?.clerks.filter(({ id }) => id !== clerk?.id) ?? null;
  const change = async (id: number, pin: string) => {
    if ((await signIn.run({ clerk: id, pin })).ok) onClose();
  };
  return (
    <Dialog title={person ? words.pinOf(person.name) : words.change} onClose={onClose}>
      {person ? (
        <PinPad refusal={signIn.refusal} busy={signIn.busy} onPin={(pin) => void change(person.id, pin)} />
      ) : (
        <PeopleTiles people={others} none={words.nobodyElse} onChoose={setPerson} />
      )}
      <button type="button" className="button" disabled={signOut.busy} onClick={() => void signOut.run({})}>
        {frameWords.signOut}
      </button>
    </Dialog>
  );
}
