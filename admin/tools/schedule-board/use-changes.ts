import { useCallback, useMemo, useRef, useState } from 'react';
import { flushSync } from 'react-dom';
import type { BoardFilm } from '../../../server/contract/api/staff/board.ts';
import {
  type CopyReply,
  moveScreening,
  type NewScreeningBody,
  publishScreenings,
  scheduleScreening,
  unscheduleScreenings,
} from '../../../server/contract/api/staff/schedule.ts';
import type { Slot } from '../../../server/contract/schedule.ts';
import { scheduleWords as words } from '../../../server/contract/words/en/office-schedule.ts';
import { isRefused, operate, type Refused } from '../client.ts';
import { clock } from './clock.ts';
import { forgetLast, type History, noHistory, redid, remember, undid } from './history.ts';
import { type Block, hallOf, type Model, type Place } from './model.ts';
import type { PlaceChosen } from './place-fields.tsx';
import { runSteps, screeningOf } from './steps.ts';

export interface Said {
  tone: 'good' | 'bad';
  text: string;
}

export interface Changes {
  history: History;
  /** Screenings drawn where they were dropped, while the server is asked. */
  placed: ReadonlyMap<number, Slot>;
  /** The last refusal, and where it is to be shown. */
  refused: { at: Slot; text: string } | null;
  said: Said | null;
  say(said: Said | null): void;
  refuseAt(at: Slot | null, text: string): void;
  schedule(film: BoardFilm, body: NewScreeningBody, at: Slot | null): Promise<number | Refused>;
  move(block: Block, to: Slot): Promise<void>;
  /** To a time of the venue's clock. With sales it only asks where that would be. */
  moveTo(block: Block, to: PlaceChosen): Promise<{ done: true } | { sold: Place } | Refused>;
  remove(block: Block): Promise<void>;
  publish(ids: number[]): Promise<void>;
  copied(reply: CopyReply): Promise<void>;
  undo(): Promise<void>;
  redo(): Promise<void>;
}

/** Every change of the board: asks the verb, draws it anew, and keeps what takes it back. */
export function useChanges(model: Model | null, refresh: () => Promise<void>): Changes {
  const [history, setHistory] = useState<History>(noHistory);
  const [placed, setPlaced] = useState<ReadonlyMap<number, Slot>>(new Map());
  const [refused, setRefused] = useState<Changes['refused']>(null);
  const [said, say] = useState<Said | null>(null);
  const now = useRef({ model, history });
  now.current = { model, history };
  const turning = useRef(false);

  const refuseAt = useCallback((at: Slot | null, text: string) => {
    setRefused(at && { at, text });
    say({ tone: 'bad', text });
  }, []);

  const done = useCallback(
    async (text: string) => {
      setRefused(null);
      say({ tone: 'good', text });
      await refresh();
    },
    [refresh],
  );

  const put = useCallback((id: number, slot: Slot | null) => {
    setPlaced((before) => {
      const after = new Map(before);
      if (slot) after.set(id, slot);
      else after.delete(id);
      return after;
    });
  }, []);

  const when = useCallback((at: number) => clock(at, now.current.model?.timeZone ?? 'UTC'), []);

  const schedule = useCallback<Changes['schedule']>(
    async (film, body, at) => {
      const answer = await operate(scheduleScreening, { body });
      if (isRefused(answer)) {
        if (at) refuseAt(at, answer.message);
        void refresh();
        return answer;
      }
      const { id } = answer;
      const time = 'at' in body.start ? when(Date.parse(body.start.at)) : body.start.time;
      setHistory((before) =>
        remember(before, {
          what: words.act.scheduled(film.title, time),
          back: [{ kind: 'remove', ids: [id] }],
          again: [{ kind: 'schedule', id, screening: body }],
        }),
      );
      const hall = now.current.model ? hallOf(now.current.model, body.hallId)?.name : '';
      await done(words.done.scheduled(film.title, time, hall ?? ''));
      return id;
    },
    [done, refuseAt, refresh, when],
  );

  const moved = useCallback(
    async (block: Block, { hallId, startsAt }: Place) => {
      setHistory((before) =>
        remember(before, {
          what: words.act.moved(block.film.title),
          back: [{ kind: 'move', id: block.id, to: { hallId: block.hallId, startsAt: block.startsAt } }],
          again: [{ kind: 'move', id: block.id, to: { hallId, startsAt } }],
        }),
      );
      const hall = now.current.model ? hallOf(now.current.model, hallId)?.name : '';
      await done(words.done.moved(block.film.title, when(startsAt), hall ?? ''));
    },
    [done, when],
  );

  const move = useCallback<Changes['move']>(
    async (block, to) => {
      // At once, before the hand's own transform is taken away, so that nothing flickers.
      flushSync(() => {
        put(block.id, to);
        setRefused(null);
      });
      const start = { at: new Date(to.startsAt).toISOString() };
      const answer = await operate(moveScreening, { params: { id: block.id }, body: { hallId: to.hallId, start } });
      if (isRefused(answer)) {
        put(block.id, null);
        refuseAt(block, answer.message);
        return refresh();
      }
      await moved(block, to);
      put(block.id, null);
    },
    [moved, put, refresh, refuseAt],
  );

  const moveTo = useCallback<Changes['moveTo']>(
    async (block, to) => {
      const sold = block.sold > 0;
      const answer = await operate(moveScreening, {
        params: { id: block.id },
        body: sold ? { ...to, withSales: true, preview: true } : to,
      });
      if (isRefused(answer)) return answer;
      const place = { hallId: to.hallId, startsAt: Date.parse(answer.startsAt) };
      if (sold) return { sold: place };
      await moved(block, place);
      return { done: true };
    },
    [moved],
  );

  const remove = useCallback<Changes['remove']>(
    async (block) => {
      const answer = await operate(unscheduleScreenings, { body: { ids: [block.id] } });
      if (isRefused(answer)) {
        refuseAt(block, answer.message);
        return refresh();
      }
      setHistory((before) =>
        remember(before, {
          what: words.act.removed(block.film.title),
          back: [{ kind: 'schedule', id: block.id, screening: screeningOf(block) }],
          again: [{ kind: 'remove', ids: [block.id] }],
        }),
      );
      await done(words.done.removed(block.film.title));
    },
    [done, refresh, refuseAt],
  );

  const publish = useCallback<Changes['publish']>(
    async (ids) => {
      const answer = await operate(publishScreenings, { body: { ids } });
      if (isRefused(answer)) {
        refuseAt(null, answer.message);
        return refresh();
      }
      await done(words.published(answer.published.length));
    },
    [done, refresh, refuseAt],
  );

  const copied = useCallback<Changes['copied']>(
    async (reply) => {
      const ids = reply.copied.map((one) => one.id);
      const what = words.act.copied(ids.length);
      // A copy that was taken back is made anew in its own window, where its preview is.
      if (ids.length > 0) {
        setHistory((before) => remember(before, { what, back: [{ kind: 'remove', ids }], again: [] }));
      }
      await done(words.done.copied(ids.length));
    },
    [done],
  );

  const turn = useCallback(
    async (pile: 'done' | 'undone') => {
      const change = now.current.history[pile].at(-1);
      if (!change || turning.current) return;
      turning.current = true;
      const { renamed, refusal } = await runSteps(
        pile === 'done' ? change.back : change.again,
        now.current.history.renamed,
      );
      turning.current = false;
      if (refusal) {
        setHistory((before) => forgetLast({ ...before, renamed }, pile));
        refuseAt(null, refusal.message);
        return refresh();
      }
      const repeats = change.again.length > 0;
      setHistory((before) =>
        pile === 'undone' ? redid(before, renamed) : repeats ? undid(before, renamed) : forgetLast(before, 'done'),
      );
      await done(pile === 'done' ? words.done.undone(change.what) : words.done.redone(change.what));
    },
    [done, refresh, refuseAt],
  );
  const undo = useCallback(() => turn('done'), [turn]);
  const redo = useCallback(() => turn('undone'), [turn]);

  return useMemo(
    () => ({
      history,
      placed,
      refused,
      said,
      say,
      refuseAt,
      schedule,
      move,
      moveTo,
      remove,
      publish,
      copied,
      undo,
      redo,
    }),
    [history, placed, refused, said, refuseAt, schedule, move, moveTo, remove, publish, copied, undo, redo],
  );
}
