import { FormGroup, FormMessage, Input, Label } from '@adminjs/design-system';
import type { EditPropertyProps } from 'adminjs';
import { Shown, useLabel } from './shown.tsx';

/** Text that is given once: open on a new record, shown on one that exists. */
export default function CodeField({ record, property, onChange }: EditPropertyProps) {
  const { path, description } = property;
  const label = useLabel(property);
  const error = record.errors[path]?.message;
  if (record.id) {
    return (
      <Shown where="show" of={property}>
        {String(record.params[path] ?? '')}
      </Shown>
    );
  }
  return (
    <FormGroup error={Boolean(error)}>
      <Label htmlFor={path} required>
        {label}
      </Label>
      <Input
        id={path}
        value={String(record.params[path] ?? '')}
        onChange={(event: { target: { value: string } }) => onChange(path, event.target.value)}
      />
      <FormMessage>{error ?? description}</FormMessage>
    </FormGroup>
  );
}
