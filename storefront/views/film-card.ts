import type { AgePolicy } from '../../server/contract/age.ts';

/** A film as the shop shows it. */
export interface FilmCard {
  slug: string;
  title: string;
  originalTitle: string | null;
  director: string;
  year: number | null;
  /** Minutes. */
  duration: number;
  genres: string[];
  ageLimit: number;
  agePolicy: AgePolicy;
  /** Address of the poster. */
  poster: string;
  colors: { background: string; ink: string; accent: string };
}

/** A show as a button. */
export interface ShowTime {
  id: number;
  /** ISO 8601. */
  startsAt: string;
  businessDate: string;
  hall: string;
  format: string;
  /** BCP 47. */
  language: string;
  subtitles: string | null;
  state: 'open' | 'few' | 'spaces_only' | 'sold_out' | 'not_yet' | 'closed' | 'cancelled';
  /** Share of the seats that are taken, 0 to 1. */
  fill: number;
}
