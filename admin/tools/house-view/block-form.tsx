import { useId, useState } from 'react';
import { blockSeats } from '../../../server/contract/api/staff/house.ts';
import { houseWords as words } from '../../../server/contract/words/en/office-house.ts';
import { operate } from '../client.ts';
import { RefusalNote } from '../parts/refusal-note.tsx';
import { useAct } from '../parts/use-act.ts';

export interface SeatsFormProps {
  screening: number;
  seats: readonly number[];
  labels: string[];
  onDone: (what: string) => Promise<void>;
}

/** Keeps free seats for the house, with the reason that other staff will read. */
export function BlockForm({ screening, seats, labels, onDone }: SeatsFormProps) {
  const [reason, setReason] = useState('');
  const { busy, refused, act } = useAct();
  const hint = useId();
  return (
    <form
      className="house-form"
      onSubmit={async (event) => {
        event.preventDefault();
        if (await act(() => operate(blockSeats, { params: { id: screening }, body: { seats: [...seats], reason } })))
          await onDone(words.block.done(labels));
      }}
    >
      <label>
        {words.block.reason}
        <input
          className="office-field"
          value={reason}
          required
          minLength={3}
          maxLength={200}
          aria-describedby={hint}
          onChange={(event) => setReason(event.target.value)}
        />
      </label>
      <p id={hint} className="office-muted">
        {words.block.hint}
      </p>
      <RefusalNote refused={refused} />
      <button type="submit" className="office-button" data-look="primary" disabled={busy}>
        {words.block.submit(seats.length)}
      </button>
    </form>
  );
}
