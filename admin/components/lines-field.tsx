import { FormGroup, FormMessage, Label } from '@adminjs/design-system';
import type { BasePropertyProps } from 'adminjs';
import { useState } from 'react';
import { Shown, useLabel } from './shown.tsx';
import { listed } from './use-genres.ts';

/** A list of names, one a line. */
export default function LinesField({ record, property, where, onChange }: BasePropertyProps) {
  const label = useLabel(property);
  const names = listed(record?.params ?? {}, property.path);
  const [text, setText] = useState(names.join('\n'));
  if (where !== 'edit') {
    return (
      <Shown where={where} of={property}>
        {names.join(', ') || '–'}
      </Shown>
    );
  }
  const change = (value: string) => {
    setText(value);
    onChange?.(
      property.path,
      value
        .split('\n')
        .map((name) => name.trim())
        .filter(Boolean),
    );
  };
  const error = record?.errors[property.path]?.message;
  return (
    <FormGroup error={Boolean(error)}>
      <Label htmlFor={property.path}>{label}</Label>
      <textarea
        id={property.path}
        className="office-field office-wide"
        rows={4}
        value={text}
        onChange={(event) => change(event.target.value)}
      />
      <FormMessage>{error ?? property.description}</FormMessage>
    </FormGroup>
  );
}
