import { releaseBlock } from '../../../server/contract/api/staff/house.ts';
import { houseWords as words } from '../../../server/contract/words/en/office-house.ts';
import { operate } from '../client.ts';
import { RefusalNote } from '../parts/refusal-note.tsx';
import { useAct } from '../parts/use-act.ts';
import type { SeatsFormProps } from './block-form.tsx';

/** Puts house seats on sale again. */
export function ReleaseForm({ screening, seats, labels, onDone }: SeatsFormProps) {
  const { busy, refused, act } = useAct();
  return (
    <form
      className="house-form"
      onSubmit={async (event) => {
        event.preventDefault();
        if (await act(() => operate(releaseBlock, { params: { id: screening }, body: { seats: [...seats] } })))
          await onDone(words.release.done(labels));
      }}
    >
      <RefusalNote refused={refused} />
      <button type="submit" className="office-button" data-look="primary" disabled={busy}>
        {words.release.submit(seats.length)}
      </button>
    </form>
  );
}
