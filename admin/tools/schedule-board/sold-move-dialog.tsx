import { useEffect, useState } from 'react';
import { type MovedReply, moveScreening } from '../../../server/contract/api/staff/schedule.ts';
import type { Slot } from '../../../server/contract/schedule.ts';
import { localDate } from '../../../server/contract/venue-time.ts';
import { scheduleWords } from '../../../server/contract/words/en/office-schedule.ts';
import { isRefused, operate } from '../client.ts';
import { Dialog } from '../parts/dialog.tsx';
import { clock } from './clock.ts';
import { type Block, hallOf, type Model } from './model.ts';
import { dayName } from './strips.tsx';

const words = scheduleWords.soldMove;

interface Props {
  model: Model;
  block: Block;
  to: Slot;
  onClose(): void;
  onDone(text: string): void;
}

/** Says what moving a sold screening does to its tickets before anybody does it. */
export function SoldMoveDialog({ model, block, to, onClose, onDone }: Props) {
  const [outlook, setOutlook] = useState<MovedReply['sales']>(null);
  const [problem, setProblem] = useState<string | null>(null);
  const [busy, setBusy] = useState(false);
  const start = { at: new Date(to.startsAt).toISOString() };
  const ask = (preview: boolean) =>
    operate(moveScreening, {
      params: { id: block.id },
      body: { hallId: to.hallId, start, withSales: true, preview },
    });

  // biome-ignore lint/correctness/useExhaustiveDependencies: asked once, when it opens
  useEffect(() => {
    let gone = false;
    void ask(true).then((answer) => {
      if (gone) return;
      if (isRefused(answer)) setProblem(answer.message);
      else setOutlook(answer.sales);
    });
    return () => {
      gone = true;
    };
  }, []);

  async function go() {
    setBusy(true);
    const answer = await ask(false);
    setBusy(false);
    if (isRefused(answer)) return setProblem(answer.message);
    onDone(words.done(block.film.title, answer.sales?.letters ?? 0));
  }

  const where = (at: number, hallId: number) =>
    `${dayName({ date: localDate(new Date(at), model.timeZone) }, 'short')} ${clock(at, model.timeZone)}, ${hallOf(model, hallId)?.name ?? ''}`;
  return (
    <Dialog title={words.title} onClose={onClose} wide>
      <p>{words.what(block.film.title, where(block.startsAt, block.hallId), where(to.startsAt, to.hallId))}</p>
      {!outlook && !problem && <p className="office-muted">{words.asking}</p>}
      {outlook && !problem && (
        <ul className="schedule-outlook figures">
          <li>{words.seats(outlook.tickets, outlook.orders)}</li>
          <li>{words.codes(outlook.newCodes)}</li>
          <li>{words.letters(outlook.letters)}</li>
          <li>{words.noUndo}</li>
        </ul>
      )}
      {problem && (
        <p className="office-note" data-tone="bad" role="alert">
          {problem}
        </p>
      )}
      <footer>
        <button
          type="button"
          className="office-button"
          data-look="primary"
          disabled={!outlook || busy || !!problem}
          onClick={go}
        >
          {outlook?.letters === 0 ? words.submitSilently : words.submit}
        </button>
        <button type="button" className="office-button" data-first onClick={onClose}>
          {scheduleWords.keep}
        </button>
      </footer>
    </Dialog>
  );
}
