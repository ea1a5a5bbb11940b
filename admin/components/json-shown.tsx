import { type BasePropertyProps, flat } from 'adminjs';
import { Shown } from './shown.tsx';

/** What an entry of the audit log kept, as it was kept. */
export default function JsonShown({ record, property, where }: BasePropertyProps) {
  const value: unknown = flat.get(record?.params ?? {}, property.path);
  return (
    <Shown where={where} of={property}>
      {value ? <pre className="office-json">{JSON.stringify(value, null, 2)}</pre> : '–'}
    </Shown>
  );
}
