import { refusalWords } from '../../../server/contract/words/uk/refusals.ts';
import { seatWords } from '../../../server/contract/words/uk/seats.ts';
import type { PickerWords } from '../../ui/seat-picker/data.ts';

export const words: PickerWords = { seats: seatWords, refusals: refusalWords };
