import type { BasePropertyProps } from 'adminjs';
import { Shown } from './shown.tsx';
import { useSeatCategories } from './use-seat-categories.ts';

export default function SeatCategoryShown({ record, property, where }: BasePropertyProps) {
  const categories = useSeatCategories();
  const code = record?.params[property.path];
  return (
    <Shown where={where} of={property}>
      {code ? (categories.find((category) => category.code === code)?.name ?? code) : '–'}
    </Shown>
  );
}
