import { counted } from './plural.ts';

/** The programme and the page of one film. */
export const programmeWords = {
  title: 'Programme',
  todayTitle: 'Today',
  tomorrow: 'Tomorrow',
  dates: 'Choose a day',
  today: 'Today',
  genre: 'Genre',
  anyGenre: 'Any genre',
  age: 'Ages',
  anyAge: 'Any age',
  upTo: (age: number) => (age === 0 ? 'For all ages' : `Up to ${age}+`),
  format: 'Picture',
  anyFormat: '2D or 3D',
  language: 'Sound',
  anyLanguage: 'Any language',
  apply: 'Show',
  reset: 'Show everything',
  count: (n: number) => (n === 0 ? 'No films' : counted(n, 'film', 'films')),
  found: (n: number, query: string) =>
    n === 0 ? `No film found for “${query}”` : `${counted(n, 'film', 'films')} found for “${query}”`,
  searchTitle: (query: string) => `Films like “${query}”`,
  few: 'Few left',
  soldOut: 'Sold out',
  spacesOnly: 'Wheelchair spaces only',
  closed: 'Started',
  notYet: 'Not on sale yet',
  cancelled: 'Cancelled',
  posterOf: (film: string) => `Poster of ${film}`,
  empty: {
    title: 'No film fits',
    quiet: 'A quiet day',
    text: 'Nothing on this day matches what you chose. Another day may have it, or fewer wishes.',
    nothing: 'Nothing is on. The lights are off, the seats are resting.',
    search: 'We know no film like that in the coming weeks. A shorter word may find it.',
  },
  badDate: 'That day is not in the programme, so here is today.',
};

export const filmWords = {
  by: (director: string) => `Directed by ${director}`,
  director: 'Director',
  cast: 'With',
  year: 'Year',
  country: 'Country',
  original: 'Original language',
  genres: 'Genre',
  length: 'Length',
  sessions: 'Showings',
  noSessions: 'No showings are planned at the moment. The programme is renewed every week.',
  rating: 'Age rating',
  ratingMeans: {
    none: 'Suitable for everyone.',
    advisory: (age: number) => `We advise this film for ages ${age} and over. The choice is yours.`,
    accompanied: (age: number) =>
      `Under ${age}, please come with an adult: every order with a child's ticket needs one.`,
    strict: (age: number) =>
      `Only for ages ${age} and over. Please bring an identity card; there are no children's tickets.`,
  },
};
