import type { BasePropertyProps } from 'adminjs';
import { useOffice } from './office-state.ts';

/** An instant in the venue's time, wherever the reader is. */
export default function VenueTime({ record, property, where }: BasePropertyProps) {
  const { zone } = useOffice();
  const value: unknown = record?.params[property.path];
  const at = typeof value === 'string' && value ? new Date(value) : null;
  const text = at
    ? new Intl.DateTimeFormat('en-GB', { dateStyle: 'medium', timeStyle: 'short', timeZone: zone }).format(at)
    : '–';
  const time = at ? <time dateTime={at.toISOString()}>{text}</time> : <span>{text}</span>;
  if (where === 'list') return time;
  return (
    <div className="office-shown">
      <span className="office-shown-label">{property.label}</span>
      {time}
    </div>
  );
}
