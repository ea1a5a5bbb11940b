import type { BoardFilm } from '../../../server/contract/api/staff/board.ts';
import type { NewScreeningBody } from '../../../server/contract/api/staff/schedule.ts';
import { hour, type Slot } from '../../../server/contract/schedule.ts';
import { isRefused, type Refused } from '../client.ts';
import { AddDialog } from './add-dialog.tsx';
import { clock } from './clock.ts';
import { CopyDialog } from './copy-dialog.tsx';
import { DetailsDialog } from './details-dialog.tsx';
import { type Block, type Model, type Place, slotOfBlock } from './model.ts';
import type { PlaceChosen } from './place-fields.tsx';
import { SoldMoveDialog } from './sold-move-dialog.tsx';
import type { View } from './toolbar.tsx';
import type { Changes } from './use-changes.ts';

/** Which window is open. */
export type Open =
  | { kind: 'details'; id: number; ending: boolean }
  | { kind: 'add'; film: BoardFilm | null; after: Block | null }
  | { kind: 'sold'; block: Block; to: Slot }
  | { kind: 'copy' };

interface Props {
  open: Open;
  model: Model;
  view: View;
  changes: Changes;
  make(film: BoardFilm, at: number): Omit<NewScreeningBody, 'hallId' | 'start'>;
  onClose(): void;
  onSold(block: Block, to: Slot): void;
  onLook(view: Partial<View>): void;
  onScheduled(id: number): void;
  refresh(): Promise<void>;
}

export function Dialogs({ open, model, view, changes, onClose, ...props }: Props) {
  switch (open.kind) {
    case 'details': {
      const block = model.blocks.find((one) => one.id === open.id);
      if (!block) return null;
      return (
        <DetailsDialog
          key={block.id}
          block={block}
          model={model}
          ending={open.ending}
          onClose={onClose}
          onPublish={(one) => {
            onClose();
            void changes.publish([one.id]);
          }}
          onRemove={(one) => {
            onClose();
            void changes.remove(one);
          }}
          onMove={(one, to) => moveByFields(one, to)}
          onCancelled={() => void props.refresh()}
        />
      );
    }
    case 'add':
      return (
        <AddDialog
          model={model}
          film={open.film}
          place={open.after ? { hallId: open.after.hallId, startsAt: open.after.freeAt } : evening(model)}
          onClose={onClose}
          onAdd={async (film, to) => {
            const answer = await changes.schedule(film, { ...props.make(film, roughly(model, to)), ...to }, null);
            if (isRefused(answer)) return answer;
            onClose();
            props.onScheduled(answer);
            return null;
          }}
        />
      );
    case 'sold':
      return (
        <SoldMoveDialog
          model={model}
          block={open.block}
          to={open.to}
          onClose={onClose}
          onDone={(text) => {
            onClose();
            changes.say({ tone: 'good', text });
            void props.refresh();
          }}
        />
      );
    case 'copy':
      return (
        <CopyDialog
          from={view.from}
          days={view.days}
          onClose={onClose}
          onCopied={(reply, to) => {
            onClose();
            void changes.copied(reply);
            props.onLook({ from: to });
          }}
        />
      );
  }

  async function moveByFields(block: Block, to: PlaceChosen): Promise<Refused | null> {
    const answer = await changes.moveTo(block, to);
    if (isRefused(answer)) return answer;
    if ('sold' in answer) props.onSold(block, slotOfBlock(model, block, answer.sold));
    else onClose();
    return null;
  }
}

/** Seven in the evening in the first hall, or close to it where the clocks change. */
function evening(model: Model): Place {
  const hall = model.halls.find((one) => one.hasPlan) ?? model.halls[0];
  const day = model.days[0] ?? { from: Date.now() };
  return { hallId: hall?.id ?? 0, startsAt: day.from + 13 * hour };
}

/** Near enough to see which screenings are its neighbours; the server reckons the instant. */
function roughly({ days, timeZone }: Model, { start }: PlaceChosen): number {
  const [day] = days;
  const asked = Date.parse(`${start.date}T${start.time}Z`);
  return day ? asked - Date.parse(`${day.date}T${clock(day.from, timeZone)}Z`) + day.from : asked;
}
