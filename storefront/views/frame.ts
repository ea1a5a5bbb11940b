import type { Words } from '../../server/contract/words/words.ts';

export interface PageAssets {
  styles: string[];
  scripts: string[];
  /** Scripts that the page's own import: fetched beside them. */
  preloads: string[];
  fonts: string[];
  /** Whether they may wait for the sheets. */
  fontsLater: boolean;
}

/** What a page knows of the house and of its reader, whatever it shows. */
export interface Frame {
  words: Words;
  cinema: { name: string; address: string; phone: string | null; email: string };
  /** IANA zone of the venue. */
  zone: string;
  /** What the reader chose; null: as their system likes it. */
  theme: 'light' | 'dark' | null;
  /** Where the page can be opened again, path and query. */
  path: string;
  /** Without a slash at the end. */
  publicUrl: string;
  assets: PageAssets;
}
