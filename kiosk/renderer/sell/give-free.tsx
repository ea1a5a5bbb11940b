import { sellWords as words } from '../../../server/contract/words/en/till-sell.ts';
import type { CallInput } from '../../ipc-contract.ts';
import { Note } from '../parts/note.tsx';
import { useCall } from '../use-call.ts';

interface GiveFreeProps {
  body: Omit<CallInput<'sell'>, 'tenders'>;
  ready: boolean;
  /** Whether the hold belongs to a sale. */
  onSold(sold: boolean): void;
}

/** Where nothing is to be paid there is no way to pay it: one tap sells. */
export function GiveFree({ body, ready, onSold }: GiveFreeProps) {
  const call = useCall('sell');
  const give = async () => {
    onSold(true);
    const answer = await call.run({ ...body, tenders: [] });
    if (!answer.ok) onSold(false);
  };
  return (
    <>
      {call.refusal && <Note tone="bad" text={call.refusal.message} />}
      <div className="basket-next">
        <button
          type="button"
          className="button"
          data-look="primary"
          disabled={!ready || call.busy}
          onClick={() => void give()}
        >
          {words.giveFree}
        </button>
      </div>
    </>
  );
}
