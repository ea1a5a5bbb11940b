import type { EditPropertyProps } from 'adminjs';
import { useLabel } from './shown.tsx';
import { listed, useGenres } from './use-genres.ts';

/** A film's genres in the order of choosing: the first is the one it is known for. */
export default function GenrePicker({ record, property, onChange }: EditPropertyProps) {
  const genres = useGenres();
  const label = useLabel(property);
  const chosen = listed(record.params, property.path);
  const toggle = (code: string) =>
    onChange(property.path, chosen.includes(code) ? chosen.filter((one) => one !== code) : [...chosen, code]);
  return (
    <fieldset className="office office-chips">
      <legend className="office-shown-label">{label}</legend>
      {genres.map(({ code, name }) => (
        <label key={code} className="office-chip">
          <input type="checkbox" checked={chosen.includes(code)} onChange={() => toggle(code)} />
          {name}
          {chosen[0] === code && <small> 1</small>}
        </label>
      ))}
    </fieldset>
  );
}
