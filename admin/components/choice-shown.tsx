import type { BasePropertyProps } from 'adminjs';
import { Shown } from './shown.tsx';

/** One of a few values, in words. */
export default function ChoiceShown({ record, property, where }: BasePropertyProps) {
  const value = String(record?.params[property.path] ?? '');
  const words = property.availableValues?.find((one) => String(one.value) === value)?.label ?? value;
  return (
    <Shown where={where} of={property}>
      {words || '–'}
    </Shown>
  );
}
