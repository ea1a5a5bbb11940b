import { useEffect, useState } from 'react';
import type { TillScreening } from '../../../server/contract/till/programme.ts';
import { clockTime } from '../../../server/contract/venue-time.ts';
import { lineWords as words } from '../../../server/contract/words/en/till-line.ts';
import { Dialog } from '../parts/dialog.tsx';
import { useTill } from '../till-context.tsx';
import { useCall } from '../use-call.ts';
import { CutSales } from './cut-sales.tsx';
import { OpenActs } from './open-acts.tsx';

/** Whether the line is whole, what can be sold without it, and everything that is unsettled. */
export function LineSheet({ onClose }: { onClose(): void }) {
  const { cut, facts, link, open } = useTill().state;
  const name = useScreeningNames(facts?.cinema.timeZone ?? 'UTC');
  const own = cut.allotted.reduce((sum, { left }) => sum + left, 0);
  return (
    <Dialog title={words.title} onClose={onClose}>
      <p>{link.status === 'offline' ? words.offline(own) : words[link.status]}</p>
      {open.length > 0 && <OpenActs />}
      <h3>{words.sales}</h3>
      <CutSales name={name} />
      <h3>{words.kept}</h3>
      {cut.allotted.length === 0 && <p className="muted">{words.noneKept}</p>}
      <dl className="figures">
        {cut.allotted.map(({ screening, left }) => (
          <div key={screening}>
            <dt>{name(screening)}</dt>
            <dd>{words.left(left)}</dd>
          </div>
        ))}
      </dl>
    </Dialog>
  );
}

function useScreeningNames(zone: string): (screening: number) => string {
  const { run } = useCall('programme');
  const [known, setKnown] = useState<readonly TillScreening[]>([]);
  useEffect(() => {
    void run({}).then((answer) => {
      if (answer.ok) setKnown(answer.value.screenings);
    });
  }, [run]);
  return (id) => {
    const one = known.find((each) => each.id === id);
    return one ? `${clockTime(one.startsAt, zone, 'en-GB')} ${one.film.title}` : `${id}`;
  };
}
