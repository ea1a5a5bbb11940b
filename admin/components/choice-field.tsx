import { FormGroup, FormMessage, Label } from '@adminjs/design-system';
import type { EditPropertyProps } from 'adminjs';
import { useLabel } from './shown.tsx';

/** One of a few values, in the browser's own list. */
export default function ChoiceField({ record, property, onChange }: EditPropertyProps) {
  const { path, availableValues = [], isRequired, description } = property;
  const label = useLabel(property);
  const error = record.errors[path]?.message;
  return (
    <FormGroup error={Boolean(error)}>
      <Label htmlFor={path} required={isRequired}>
        {label}
      </Label>
      <select
        id={path}
        className="office-field office-wide"
        value={String(record.params[path] ?? '')}
        onChange={(event) => onChange(path, event.target.value)}
      >
        <option value="" />
        {availableValues?.map(({ value, label: words }) => (
          <option key={String(value)} value={String(value)}>
            {words}
          </option>
        ))}
      </select>
      <FormMessage>{error ?? description}</FormMessage>
    </FormGroup>
  );
}
