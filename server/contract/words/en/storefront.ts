import { checkoutWords } from './checkout.ts';
import { houseRules } from './house-rules.ts';
import { orderWords } from './orders.ts';
import { filmWords, programmeWords } from './programme.ts';
import { refusalWords } from './refusals.ts';
import { seatWords } from './seats.ts';
import { shellWords } from './shell.ts';
import { ticketWords } from './tickets.ts';

/** Everything that the shop says to a person. */
export const storefrontWords = {
  /** BCP 47 of these words. */
  language: 'en',
  /** BCP 47, for dates and amounts: day before month. */
  locale: 'en-GB',
  shell: shellWords,
  programme: programmeWords,
  film: filmWords,
  seats: seatWords,
  checkout: checkoutWords,
  order: orderWords,
  ticket: ticketWords,
  rules: houseRules,
  refusals: refusalWords,
};
