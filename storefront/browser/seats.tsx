import { hydrateRoot } from 'react-dom/client';
import { refusalWords } from '../../server/contract/words/en/refusals.ts';
import { seatWords } from '../../server/contract/words/en/seats.ts';
import type { SeatPickerData } from '../ui/seat-picker/data.ts';
import { SeatPicker } from '../ui/seat-picker/seat-picker.tsx';
import { openSeatLine } from './live/seat-line.ts';

const root = document.querySelector<HTMLElement>('#seat-picker');
const state = document.querySelector('#seat-picker-data');

if (root && state?.textContent) {
  const data: SeatPickerData = JSON.parse(state.textContent);
  const ticked = [...root.querySelectorAll<HTMLInputElement>('input[name=seat]:checked')].flatMap((input) =>
    input.value.split(',').map(Number),
  );
  const words = { seats: seatWords, refusals: refusalWords };
  hydrateRoot(root, <SeatPicker data={data} words={words} early={ticked} openLine={openSeatLine} />);
}

// A page that comes back from the browser's memory shows seats as they were: ask anew.
addEventListener('pageshow', (event) => {
  if (event.persisted) location.replace(location.href);
});
