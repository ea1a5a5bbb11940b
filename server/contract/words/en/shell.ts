import { namesOf } from '../names-of.ts';
import { listed } from './plural.ts';

const sound = namesOf('en', 'language');

/** What frames every page, and what several pages say alike. */
export const shellWords = {
  skip: 'Skip to the content',
  programme: 'Programme',
  rules: 'House rules',
  search: 'Search films',
  searchHint: 'Search films by title',
  find: 'Search',
  toDark: 'Turn the lights down',
  toLight: 'Turn the lights up',
  boxOffice: 'Box office',
  tagline: (cinema: string) => `${cinema}: films worth going out for, and the seat you like.`,
  pageTitle: (page: string, cinema: string) => `${page} · ${cinema}`,
  night: (day: string) => `${day} night`,
  minutes: (n: number) => (n < 60 ? `${n} min` : `${Math.floor(n / 60)} h ${n % 60 ? `${n % 60} min` : ''}`.trim()),
  age: (limit: number) => (limit > 0 ? `${limit}+` : 'All ages'),
  ageLong: (limit: number) => (limit > 0 ? `Rated for ages ${limit} and over` : 'Suitable for all ages'),
  /** A language by its BCP 47 tag, as a person would say it. */
  sound: (tag: string) => (tag === 'ukl' ? 'Ukrainian Sign Language' : sound(tag)),
  country: namesOf('en', 'region'),
  subtitles: (language: string) => `${language} subtitles`,
  and: listed,
  notFound: {
    title: 'Nothing is shown here',
    text: 'This page may have moved, or the link is missing a piece. The programme knows everything that is on.',
    action: 'See the programme',
  },
  fault: {
    title: 'The projector stopped',
    text: 'Something went wrong on our side. Nothing was charged by it. Please try again in a moment; if it stays like this, the box office is glad to help.',
    action: 'Back to the programme',
    reference: (id: string) => `If you call us, this helps to find out what happened: ${id}`,
  },
};
