import { useState } from 'react';
import { mostKept, setScreeningAllotment, takeTillSeatsBack } from '../../../server/contract/api/staff/allotments.ts';
import type { HouseView } from '../../../server/contract/api/staff/house.ts';
import { houseWords } from '../../../server/contract/words/en/office-house.ts';
import { operate } from '../client.ts';
import { Dialog } from '../parts/dialog.tsx';
import { RefusalNote } from '../parts/refusal-note.tsx';
import { useAct } from '../parts/use-act.ts';
import { labelsOf } from './house-map.ts';
import type { PanelProps } from './panel.tsx';

const words = houseWords.tills;
type Kept = HouseView['kept'][number];

/** What the tills keep of this screening for a cut line; and how many that is to be. */
export function TillSeats({
  view,
  index,
  onChoose,
  onDone,
}: Pick<PanelProps, 'view' | 'index' | 'onChoose' | 'onDone'>) {
  const { kept, allotment, may } = view;
  if (kept.length === 0 && !may.allot) return null;
  return (
    <section className="house-tills">
      <h3>{words.title}</h3>
      <p className="office-muted">{words.rule(allotment)}</p>
      <ul className="house-blocks">
        {kept.map((one) => (
          <li key={one.kiosk.id}>
            <button type="button" onClick={() => onChoose(one.seats)}>
              <span>{one.kiosk.name}</span>
              <span className="figures office-muted">{labelsOf(index, one.seats).join(' ')}</span>
            </button>
          </li>
        ))}
      </ul>
      {may.allot && <HowMany view={view} onDone={onDone} />}
    </section>
  );
}

function HowMany({ view, onDone }: Pick<PanelProps, 'view' | 'onDone'>) {
  const { own } = view.allotment;
  const [typed, setTyped] = useState(own === null ? '' : String(own));
  const { busy, refused, act } = useAct();
  const seats = typed.trim() === '' ? null : Number(typed);
  return (
    <form
      className="house-form"
      onSubmit={async (event) => {
        event.preventDefault();
        const params = { id: view.screening.id };
        if (await act(() => operate(setScreeningAllotment, { params, body: { seats } })))
          await onDone(words.set(seats));
      }}
    >
      <label>
        {words.each}
        <input
          className="office-field"
          type="number"
          min={0}
          max={mostKept}
          step={1}
          placeholder={words.asTills}
          value={typed}
          onChange={(event) => setTyped(event.target.value)}
        />
      </label>
      <RefusalNote refused={refused} />
      <button type="submit" className="office-button" disabled={busy || seats === own}>
        {words.submit}
      </button>
    </form>
  );
}

/** What a till keeps, for whoever may, back on sale; what it means is said before. */
export function TakeBackButton({ kept, onDone }: { kept: Kept; onDone: PanelProps['onDone'] }) {
  const [asked, setAsked] = useState(false);
  return (
    <>
      <button type="button" className="office-button" data-look="danger" onClick={() => setAsked(true)}>
        {words.back}
      </button>
      {asked && <TakeBack kept={kept} onClose={() => setAsked(false)} onDone={onDone} />}
    </>
  );
}

function TakeBack({ kept, onClose, onDone }: { kept: Kept; onClose: () => void; onDone: PanelProps['onDone'] }) {
  const { busy, refused, act } = useAct();
  const { kiosk, seats, elsewhere } = kept;
  return (
    <Dialog title={words.backTitle(kiosk.name)} onClose={onClose}>
      <div className="house-form">
        <p>{words.backWhat(seats.length, elsewhere)}</p>
        <p>{words.backSold}</p>
        <p>{words.backAgain}</p>
        <RefusalNote refused={refused} />
      </div>
      <p className="office-dialog-acts">
        <button type="button" className="office-button" onClick={onClose}>
          {words.no}
        </button>
        <button
          type="button"
          className="office-button"
          data-look="danger"
          disabled={busy}
          onClick={async () => {
            if (!(await act(() => operate(takeTillSeatsBack, { params: { id: kiosk.id } })))) return;
            onClose();
            await onDone(words.backDone(kiosk.name));
          }}
        >
          {words.yes}
        </button>
      </p>
    </Dialog>
  );
}
