import { type FormEvent, useState } from 'react';
import type { HallPlans } from '../../../server/contract/api/staff/halls.ts';
import { designerWords as words } from '../../../server/contract/words/en/office-designer.ts';
import { isRefused } from '../client.ts';
import { addHall } from './halls-api.ts';

interface HallListProps {
  halls: readonly HallPlans[];
  onOpen(hallId: number): void;
  onChanged(): void;
}

/** The halls with the state of their plans; the way to each drawing board, and to a new hall. */
export function HallList({ halls, onOpen, onChanged }: HallListProps) {
  return (
    <section className="office designer-halls">
      <h1>{words.title}</h1>
      <p className="office-muted">{words.hallsIntro}</p>
      {halls.length === 0 && <p>{words.noHalls}</p>}
      {halls.length > 0 && (
        <div className="designer-halls-scroll">
          <table className="office-table">
            <thead>
              <tr>
                <th scope="col">{words.hall}</th>
                <th scope="col" className="figures">
                  {words.seats}
                </th>
                <th scope="col" className="figures">
                  {words.licence}
                </th>
                <th scope="col">{words.onSale}</th>
                <th scope="col">{words.draft}</th>
                <th scope="col" className="figures">
                  {words.coming}
                </th>
              </tr>
            </thead>
            <tbody>
              {halls.map((hall) => (
                <HallRow key={hall.id} hall={hall} onOpen={() => onOpen(hall.id)} />
              ))}
            </tbody>
          </table>
        </div>
      )}
      <NewHall onChanged={onChanged} />
    </section>
  );
}

function HallRow({ hall, onOpen }: { hall: HallPlans; onOpen(): void }) {
  const published = hall.plans.find(({ status }) => status === 'published');
  const draft = hall.plans.find(({ status }) => status === 'draft');
  const coming = hall.plans.reduce((sum, plan) => sum + plan.comingScreenings, 0);
  return (
    <tr>
      <th scope="row">
        <button type="button" className="designer-open" aria-label={words.open(hall.name)} onClick={onOpen}>
          {hall.name}
        </button>
      </th>
      <td className="figures">{(published ?? draft)?.seats ?? 0}</td>
      <td className="figures">{hall.capacity ?? '–'}</td>
      <td>{published ? words.version(published.version) : words.none}</td>
      <td>{draft ? words.version(draft.version) : '–'}</td>
      <td className="figures">{coming}</td>
    </tr>
  );
}

function NewHall({ onChanged }: { onChanged(): void }) {
  const [wrong, setWrong] = useState<string | null>(null);
  const send = async (event: FormEvent<HTMLFormElement>) => {
    event.preventDefault();
    const form = event.currentTarget;
    const text = (name: string) => String(new FormData(form).get(name) ?? '').trim();
    const answer = await addHall({
      name: text('name'),
      code: text('code'),
      capacity: text('capacity') === '' ? null : Number(text('capacity')),
    });
    if (isRefused(answer)) return setWrong(answer.message);
    setWrong(null);
    form.reset();
    onChanged();
  };
  return (
    <form className="designer-new-hall office-card" onSubmit={(event) => void send(event)} aria-label={words.newHall}>
      <h2>{words.newHall}</h2>
      <label className="designer-field">
        <span>{words.hallName}</span>
        <input className="office-field" name="name" required maxLength={80} />
      </label>
      <label className="designer-field">
        <span>{words.hallCode}</span>
        <input
          className="office-field"
          name="code"
          required
          maxLength={40}
          pattern="[a-z0-9]+(-[a-z0-9]+)*"
          title={words.hallCodeHint}
        />
      </label>
      <label className="designer-field">
        <span>{words.hallCapacity}</span>
        <input className="office-field" name="capacity" type="number" min={1} max={5000} />
      </label>
      <button type="submit" className="office-button" data-look="primary">
        {words.addHall}
      </button>
      {wrong && (
        <p className="office-note" data-tone="bad" role="alert">
          {wrong}
        </p>
      )}
    </form>
  );
}
