import { useCallback, useEffect, useState } from 'react';
import type { HallPlans, Halls } from '../../../server/contract/api/staff/halls.ts';
import { type Draft, emptyDraft } from '../../../server/contract/plan-editing/draft.ts';
import { fromDrawn } from '../../../server/contract/plan-editing/drawn.ts';
import type { DrawnPlan } from '../../../server/contract/plan-problems.ts';
import { designerWords as words } from '../../../server/contract/words/en/office-designer.ts';
import { isRefused } from '../client.ts';
import { type DraftOnServer, Editor } from './editor.tsx';
import { HallList } from './hall-list.tsx';
import { readHalls, readPlan } from './halls-api.ts';

interface Opened {
  hallId: number;
  draftOf: DraftOnServer | null;
  first: Draft;
}

/** The seating designer: the halls, and the drawing board of the one that is open. */
export default function SeatingDesigner() {
  const [halls, setHalls] = useState<Halls | null>(null);
  const [opened, setOpened] = useState<Opened | null>(null);
  const [onSale, setOnSale] = useState<{ planId: number; plan: DrawnPlan } | null>(null);
  const [wrong, setWrong] = useState<string | null>(null);

  const refresh = useCallback(async () => {
    const answer = await readHalls();
    if (isRefused(answer)) return setWrong(answer.message);
    setWrong(null);
    setHalls(answer);
  }, []);
  useEffect(() => void refresh(), [refresh]);

  const hall = halls?.halls.find(({ id }) => id === opened?.hallId);
  const onSaleId = hall?.plans.find(({ status }) => status === 'published')?.id;
  useEffect(() => {
    if (onSaleId === undefined) return;
    let current = true;
    void readPlan(onSaleId).then((answer) => {
      if (current && !isRefused(answer)) setOnSale(answer);
    });
    return () => {
      current = false;
    };
  }, [onSaleId]);

  const open = async (chosen: HallPlans) => {
    const version = ['draft', 'published', 'retired'].flatMap(
      (status) => chosen.plans.find((plan) => plan.status === status) ?? [],
    )[0];
    if (!version) return setOpened({ hallId: chosen.id, draftOf: null, first: emptyDraft });
    const answer = await readPlan(version.id);
    if (isRefused(answer)) return setWrong(answer.message);
    const { planId, revision, plan } = answer;
    const draftOf = version.status === 'draft' ? { planId, revision, version: version.version } : null;
    setOpened({ hallId: chosen.id, draftOf, first: fromDrawn(plan) });
  };

  if (wrong && !hall) {
    return (
      <section className="office designer-halls">
        <h1>{words.title}</h1>
        <p className="office-note" data-tone="bad" role="alert">
          {wrong}
        </p>
        <button type="button" className="office-button" onClick={() => void refresh()}>
          {words.again}
        </button>
      </section>
    );
  }
  if (!halls) return <p className="office designer-halls office-muted">{words.loading}</p>;
  if (!hall || !opened) {
    return (
      <HallList
        halls={halls.halls}
        onOpen={(id) => {
          const chosen = halls.halls.find((each) => each.id === id);
          if (chosen) void open(chosen);
        }}
        onChanged={() => void refresh()}
      />
    );
  }
  return (
    <Editor
      key={hall.id}
      hall={hall}
      categories={halls.categories}
      first={opened.first}
      draftOf={opened.draftOf}
      onSale={onSale && onSale.planId === onSaleId ? onSale.plan : null}
      onBack={() => {
        setOpened(null);
        void refresh();
      }}
      onChanged={() => void refresh()}
    />
  );
}
