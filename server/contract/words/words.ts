import { english } from './en/catalogue.ts';
import { ukrainian } from './uk/catalogue.ts';

/** Everything that a customer reads, in one language. */
export type Words = typeof english;

const catalogues = { en: english, uk: ukrainian };

/** A language that we speak. BCP 47. */
export type Language = keyof typeof catalogues;

/** Ours, in the order in which they are offered. */
export const languages = Object.keys(catalogues) as Language[];

/** The language of ours that a BCP 47 tag (`uk`, `en-GB`) means; null if it is none of them. */
export function languageOfTag(tag: unknown): Language | null {
  const base = typeof tag === 'string' ? tag.toLowerCase().split('-')[0] : undefined;
  return languages.find((language) => language === base) ?? null;
}

/** The catalogue of a language, given in BCP 47; English where there is none. */
export function wordsFor(language: string): Words {
  return catalogues[languageOfTag(language) ?? 'en'];
}
