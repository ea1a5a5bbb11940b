import { FormGroup, FormMessage, Label } from '@adminjs/design-system';
import type { EditPropertyProps } from 'adminjs';
import { useLabel } from './shown.tsx';

/** A calendar day, which has no zone: the browser's own field, and no instant in between. */
export default function DayField({ record, property, onChange }: EditPropertyProps) {
  const { path } = property;
  const label = useLabel(property);
  const error = record.errors[path]?.message;
  return (
    <FormGroup error={Boolean(error)}>
      <Label htmlFor={path}>{label}</Label>
      <input
        id={path}
        type="date"
        className="office-field"
        value={String(record.params[path] ?? '').slice(0, 10)}
        onChange={(event) => onChange(path, event.target.value)}
      />
      <FormMessage>{error}</FormMessage>
    </FormGroup>
  );
}
