import { dashboard, pages } from './pages.ts';

/** Parts of AdminJS's own page that ours stand in for, under AdminJS's names. Source: ComponentLoader.defaultComponents. */
const overrides = {
  Sidebar: 'components/sidebar.tsx',
  TopBar: 'components/top-bar.tsx',
};

/** Ours beside AdminJS's: how a property is shown or edited. */
const additions = {
  VenueTime: 'components/venue-time.tsx',
  ChoiceField: 'components/choice-field.tsx',
  ChoiceShown: 'components/choice-shown.tsx',
  FilterField: 'components/filter-field.tsx',
  CodeField: 'components/code-field.tsx',
  ConfirmMany: 'components/confirm-many.tsx',
  ConfirmVerb: 'components/confirm-verb.tsx',
  DayField: 'components/day-field.tsx',
  DayShown: 'components/day-shown.tsx',
  GenrePicker: 'components/genre-picker.tsx',
  GenreNames: 'components/genre-names.tsx',
  LinesField: 'components/lines-field.tsx',
  PosterField: 'components/poster-field.tsx',
  PosterThumb: 'components/poster-thumb.tsx',
  JsonShown: 'components/json-shown.tsx',
  SeatCategoryField: 'components/seat-category-field.tsx',
  SeatCategoryShown: 'components/seat-category-shown.tsx',
};

export type ComponentId = keyof typeof additions;

export const pageComponent = (key: string): string => `Page_${key.replaceAll(/\W/g, '_')}`;
export const dashboardComponent = 'OfficeDashboard';

/** Every component of the bundle: its name there, and its file from this folder. */
export function officeComponents(): Record<string, string> {
  return {
    ...overrides,
    ...additions,
    ...Object.fromEntries(pages.map(({ key, component }) => [pageComponent(key), component])),
    ...(dashboard ? { [dashboardComponent]: dashboard } : {}),
  };
}
