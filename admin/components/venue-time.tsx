import type { BasePropertyProps } from 'adminjs';
import { useOffice } from './office-state.ts';
import { Shown } from './shown.tsx';

/** An instant in the venue's time, wherever the reader is. */
export default function VenueTime({ record, property, where }: BasePropertyProps) {
  const { zone } = useOffice();
  const value: unknown = record?.params[property.path];
  const at = typeof value === 'string' && value ? new Date(value) : null;
  const format = new Intl.DateTimeFormat('en-GB', { dateStyle: 'medium', timeStyle: 'short', timeZone: zone });
  return (
    <Shown where={where} of={property}>
      {at ? <time dateTime={at.toISOString()}>{format.format(at)}</time> : '–'}
    </Shown>
  );
}
