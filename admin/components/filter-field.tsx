import { FormGroup } from '@adminjs/design-system';
import type { FilterPropertyProps } from 'adminjs';
import { resourceWords as words } from '../../server/contract/words/en/office-resources.ts';
import { useLabel } from './shown.tsx';

/** What a list is narrowed by: text, one of a few values, or a span of time. */
export default function FilterField({ property, filter, onChange }: FilterPropertyProps) {
  const { name, type, availableValues } = property;
  const label = useLabel(property);
  const values: Record<string, unknown> = filter ?? {};
  if (type === 'datetime') {
    const span = (values[name] ?? {}) as { from?: string; to?: string };
    return (
      <FormGroup>
        <fieldset className="office-filter">
          <legend>{label}</legend>
          {(['from', 'to'] as const).map((end) => (
            <label key={end}>
              {words[end]}
              <input
                type="date"
                className="office-field office-wide"
                value={span[end]?.slice(0, 10) ?? ''}
                onChange={(event) => onChange(name, { ...span, [end]: event.target.value })}
              />
            </label>
          ))}
        </fieldset>
      </FormGroup>
    );
  }
  const id = `filter-${name}`;
  const given = String(values[name] ?? '');
  return (
    <FormGroup>
      <div className="office-filter">
        <label htmlFor={id}>{label}</label>
        {availableValues ? (
          <select
            id={id}
            className="office-field"
            value={given}
            onChange={(event) => onChange(name, event.target.value)}
          >
            <option value="">{words.any}</option>
            {availableValues.map(({ value, label: text }) => (
              <option key={String(value)} value={String(value)}>
                {text}
              </option>
            ))}
          </select>
        ) : (
          <input
            id={id}
            className="office-field"
            value={given}
            onChange={(event) => onChange(name, event.target.value)}
          />
        )}
      </div>
    </FormGroup>
  );
}
