import { startTransition } from 'react';
import { hydrateRoot } from 'react-dom/client';
import type { PickerWords, SeatPickerData } from '../ui/seat-picker/data.ts';
import { SeatPicker } from '../ui/seat-picker/seat-picker.tsx';
import { openSeatLine } from './live/seat-line.ts';

/** Only the page's own language is fetched; the page has asked for it already. */
const languages: Record<string, () => Promise<{ words: PickerWords }>> = {
  en: () => import('./words/seats.en.ts'),
  uk: () => import('./words/seats.uk.ts'),
};

const root = document.querySelector<HTMLElement>('#seat-picker');
const state = document.querySelector('#seat-picker-data');

const spoken = languages[document.documentElement.lang];

if (root && state?.textContent && spoken) {
  const data: SeatPickerData = JSON.parse(state.textContent);
  const { words } = await spoken();
  // Piece by piece, so that the page answers to a finger meanwhile: a great hall is hundreds of seats. A seat that is tapped
  // before its turn makes React finish at once.
  startTransition(() => {
    hydrateRoot(root, <SeatPicker data={data} words={words} openLine={openSeatLine} />);
  });
}

// A page that comes back from the browser's memory shows seats as they were: ask anew.
addEventListener('pageshow', (event) => {
  if (event.persisted) location.replace(location.href);
});
