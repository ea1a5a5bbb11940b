import type { EditPropertyProps } from 'adminjs';
import ChoiceField from './choice-field.tsx';
import { useSeatCategories } from './use-seat-categories.ts';

/** One of the cinema's seat categories, or none. */
export default function SeatCategoryField({ property, ...props }: EditPropertyProps) {
  const availableValues = useSeatCategories().map(({ code, name }) => ({ value: code, label: name }));
  return <ChoiceField {...props} property={{ ...property, availableValues }} />;
}
