import { frameWords } from '../../../server/contract/words/en/till-frame.ts';
import { Dialog } from '../parts/dialog.tsx';

const words = frameWords.scanned;

/** A ticket was held before the scanner while seats are chosen for somebody: which of the two comes first. */
export function Scanned({ onStay, onLook }: { onStay(): void; onLook(): void }) {
  return (
    <Dialog title={words.title} onClose={onStay}>
      <div className="stack">
        <p>{words.text}</p>
        <div className="basket-next">
          <button type="button" className="button" onClick={onLook}>
            {words.look}
          </button>
          <button type="button" className="button" data-look="primary" onClick={onStay}>
            {words.stay}
          </button>
        </div>
      </div>
    </Dialog>
  );
}
