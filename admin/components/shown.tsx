import type { PropertyJSON } from 'adminjs';
import { useTranslation } from 'adminjs';
import type { ReactNode } from 'react';

/** The name of a column in words. */
export function useLabel({ label, resourceId }: PropertyJSON): string {
  return useTranslation().translateProperty(label, resourceId);
}

/** A value on a record's page, under its name; in a list, the value alone. */
export function Shown({ where, of, children }: { where: string; of: PropertyJSON; children: ReactNode }) {
  const label = useLabel(of);
  if (where === 'list') return <>{children}</>;
  return (
    <div className="office-shown">
      <span className="office-shown-label">{label}</span>
      {children}
    </div>
  );
}
