import { storefrontWords as en } from './en/storefront.ts';

/** Everything that the shop says to a person, in one language. */
export type Words = typeof en;

const catalogues: Record<string, Words> = { en };

/** The catalogue of a language, given in BCP 47; English where there is none. */
export function wordsFor(language: string): Words {
  return catalogues[language.split('-')[0] ?? ''] ?? en;
}
