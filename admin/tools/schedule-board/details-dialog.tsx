import { useState } from 'react';
import { cancelScreening } from '../../../server/contract/api/staff/schedule.ts';
import { minute } from '../../../server/contract/schedule.ts';
import { dateInWords, localDate } from '../../../server/contract/venue-time.ts';
import { scheduleWords as words } from '../../../server/contract/words/en/office-schedule.ts';
import { isRefused, operate, type Refused } from '../client.ts';
import { Dialog } from '../parts/dialog.tsx';
import { CancelForm } from './cancel-form.tsx';
import { CancellationProgress } from './cancellation-progress.tsx';
import { clock } from './clock.ts';
import { type Block, hallOf, type Model } from './model.ts';
import { languageName } from './palette.tsx';
import { type PlaceChosen, PlaceFields } from './place-fields.tsx';

interface Props {
  block: Block;
  model: Model;
  /** Opened by the Delete key: asks at once. */
  ending: boolean;
  onClose(): void;
  onPublish(block: Block): void;
  onRemove(block: Block): void;
  /** To venue wall-clock time, as typed. Answers why not, or null. */
  onMove(block: Block, to: PlaceChosen): Promise<Refused | null>;
  onCancelled(): void;
}

/** One screening: its facts, and everything that can be done about it without a mouse. */
export function DetailsDialog(props: Props) {
  const { block, model, onClose } = props;
  const [ending, setEnding] = useState(props.ending && block.status !== 'cancelled');
  const [problem, setProblem] = useState<string | null>(null);
  const w = words.details;
  const at = (ms: number) => clock(ms, model.timeZone);
  const ends = block.startsAt + (block.preShowMinutes + block.filmMinutes) * minute;
  const date = localDate(new Date(block.startsAt), model.timeZone);
  const removable = block.status === 'draft' && block.sold + block.held === 0;

  async function cancel(reason: string) {
    const answer = await operate(cancelScreening, { params: { id: block.id }, body: { reason } });
    if (isRefused(answer)) return setProblem(answer.message);
    setEnding(false);
    props.onCancelled();
  }

  return (
    <Dialog title={block.film.title} onClose={onClose} wide>
      <dl className="schedule-facts">
        <dt>{w.status}</dt>
        <dd>{{ draft: words.draft, published: words.onSale, cancelled: words.cancelled }[block.status]}</dd>
        {block.cancelReason && (
          <>
            <dt>{w.because}</dt>
            <dd>{block.cancelReason}</dd>
          </>
        )}
        <dt>{w.hall}</dt>
        <dd>{hallOf(model, block.hallId)?.name}</dd>
        <dt>{w.starts}</dt>
        <dd>
          {dateInWords(date, 'en-GB', { weekday: 'long', day: 'numeric', month: 'long' })},{' '}
          <time>{at(block.startsAt)}</time>
        </dd>
        <dt>{w.ends}</dt>
        <dd>
          <time>{at(ends)}</time>, {w.hallFree.toLowerCase()} <time>{at(block.freeAt)}</time>
          <span className="office-muted">
            {w.parts(block.preShowMinutes, block.filmMinutes, block.cleaningMinutes)}
          </span>
        </dd>
        <dt>{w.seats}</dt>
        <dd className="figures">
          {[words.soldOf(block.sold, block.seats), block.held > 0 && words.heldToo(block.held)]
            .filter(Boolean)
            .join(', ')}
        </dd>
        <dt>{w.prices}</dt>
        <dd>{model.priceCards.find((card) => card.id === block.priceCardId)?.name}</dd>
        <dt>{w.version}</dt>
        <dd>
          {[block.format, languageName(block.language), block.subtitles && w.subtitles(languageName(block.subtitles))]
            .filter(Boolean)
            .join(', ')}
        </dd>
      </dl>
      {problem && (
        <p className="office-note" data-tone="bad" role="alert">
          {problem}
        </p>
      )}
      {block.status === 'cancelled' && <CancellationProgress screeningId={block.id} />}
      {ending && (
        <CancelForm
          block={block}
          removable={removable}
          onKeep={() => setEnding(false)}
          onRemove={() => props.onRemove(block)}
          onCancel={cancel}
        />
      )}
      {block.status !== 'cancelled' && !ending && (
        <>
          <PlaceFields
            model={model}
            date={date}
            time={at(block.startsAt)}
            hallId={block.hallId}
            submit={w.move}
            onSubmit={(to) => props.onMove(block, to)}
          />
          <footer>
            {block.status === 'draft' && (
              <button
                type="button"
                className="office-button"
                data-look="primary"
                onClick={() => props.onPublish(block)}
              >
                {w.publish}
              </button>
            )}
            <button type="button" className="office-button" data-look="danger" onClick={() => setEnding(true)}>
              {removable ? w.remove : w.cancel}
            </button>
          </footer>
        </>
      )}
    </Dialog>
  );
}
