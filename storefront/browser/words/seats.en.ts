import { refusalWords } from '../../../server/contract/words/en/refusals.ts';
import { seatWords } from '../../../server/contract/words/en/seats.ts';
import type { PickerWords } from '../../ui/seat-picker/data.ts';

export const words: PickerWords = { seats: seatWords, refusals: refusalWords };
