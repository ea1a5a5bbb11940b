import type { BasePropertyProps } from 'adminjs';
import { Shown } from './shown.tsx';

/** A calendar day, the same everywhere. */
export default function DayShown({ record, property, where }: BasePropertyProps) {
  const day = String(record?.params[property.path] ?? '').slice(0, 10);
  const text = day
    ? new Intl.DateTimeFormat('en-GB', { dateStyle: 'medium', timeZone: 'UTC' }).format(new Date(`${day}T12:00:00Z`))
    : '–';
  return (
    <Shown where={where} of={property}>
      {day ? <time dateTime={day}>{text}</time> : text}
    </Shown>
  );
}
