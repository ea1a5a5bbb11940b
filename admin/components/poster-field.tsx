import type { BasePropertyProps } from 'adminjs';
import { type ChangeEvent, useRef, useState } from 'react';
import { removePoster, setPoster as setOperation } from '../../server/contract/api/staff/films.ts';
import { resourceWords } from '../../server/contract/words/en/office-resources.ts';
import { isRefused, operate } from '../tools/client.ts';
import { useOffice } from './office-state.ts';
import { posterOf } from './poster-of.ts';
import { useLabel } from './shown.tsx';

const words = resourceWords.poster;

/** A film's poster: seen, chosen, taken away. It is saved at once, apart from the form around it. */
export default function PosterField({ record, property }: BasePropertyProps) {
  const label = useLabel(property);
  const { mayChangeFilms } = useOffice();
  const [poster, setPoster] = useState<string | null>(record?.params.poster ?? null);
  const [said, setSaid] = useState('');
  const [busy, setBusy] = useState(false);
  const input = useRef<HTMLInputElement>(null);
  if (!record?.id) return <p className="office office-muted office-shown">{words.later}</p>;
  const params = { id: record.id };

  async function save(file: File | null) {
    setBusy(true);
    setSaid('');
    const answer = await (file
      ? operate(setOperation, { params, body: { poster: file } })
      : operate(removePoster, { params }));
    setBusy(false);
    if (isRefused(answer)) setSaid(answer.message);
    else setPoster(answer.poster);
  }

  function send(event: ChangeEvent<HTMLInputElement>) {
    const file = event.target.files?.[0];
    event.target.value = '';
    if (file) save(file);
  }

  const src = posterOf({ ...record.params, poster });
  return (
    <div className="office office-shown office-poster">
      {src && <img src={src} alt={words.alt} width={160} height={240} />}
      <div>
        <span className="office-shown-label">{label}</span>
        <p>{poster ? words.hint : `${words.none} ${words.hint}`}</p>
        {said && (
          <p className="office-note" data-tone="bad" role="alert">
            {said}
          </p>
        )}
        {mayChangeFilms && (
          <p className="office-row">
            <input ref={input} type="file" accept="image/jpeg,image/png,image/webp,image/avif" hidden onChange={send} />
            <button type="button" className="office-button" disabled={busy} onClick={() => input.current?.click()}>
              {busy ? words.sending : poster ? words.replace : words.choose}
            </button>
            {poster && (
              <button type="button" className="office-button" disabled={busy} onClick={() => save(null)}>
                {words.remove}
              </button>
            )}
          </p>
        )}
      </div>
    </div>
  );
}
