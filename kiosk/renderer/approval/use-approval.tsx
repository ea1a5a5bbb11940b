import { type ReactNode, useState } from 'react';
import type { Approvable } from '../../../server/contract/till/common.ts';
import { gateWords } from '../../../server/contract/words/en/till-gate.ts';
import { PeopleTiles, type Person } from '../gate/people-tiles.tsx';
import { PinPad } from '../gate/pin-pad.tsx';
import { Dialog } from '../parts/dialog.tsx';
import { useTill } from '../till-context.tsx';
import { useCall } from '../use-call.ts';

const words = gateWords.approval;

interface Asked {
  what: Approvable;
  tell(key: string | null): void;
}

/**
 * A supervisor's yes: `ask` opens the dialog and tells the key to spend within two minutes, or null if it was left.
 * `dialog` has to be drawn by the screen that asks.
 */
export function useApproval(): { ask(what: Approvable): Promise<string | null>; dialog: ReactNode } {
  const [asked, setAsked] = useState<Asked | null>(null);
  const end = (key: string | null) => {
    asked?.tell(key);
    setAsked(null);
  };
  return {
    ask: (what) => new Promise((tell) => setAsked({ what, tell })),
    dialog: asked && <Approval what={asked.what} onEnd={end} />,
  };
}

function Approval({ what, onEnd }: { what: Approvable; onEnd(key: string | null): void }) {
  const { facts } = useTill().state;
  const [person, setPerson] = useState<Person | null>(null);
  const call = useCall('approve');
  const supervisors = facts?.clerks.filter(({ role }) => role !== 'clerk') ?? null;
  const send = async (supervisor: number, pin: string) => {
    const answer = await call.run({ supervisor, pin, what });
    if (answer.ok) onEnd(answer.value.key);
  };
  return (
    <Dialog title={words.title} onClose={() => onEnd(null)}>
      <p>{words.what[what]}</p>
      {person ? (
        <>
          <p className="muted">{gateWords.signIn.pinOf(person.name)}</p>
          <PinPad refusal={call.refusal} busy={call.busy} onPin={(pin) => void send(person.id, pin)} />
        </>
      ) : (
        <PeopleTiles people={supervisors} none={words.none} onChoose={setPerson} />
      )}
    </Dialog>
  );
}
