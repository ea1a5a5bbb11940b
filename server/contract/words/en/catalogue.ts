import { accountWords } from './account.ts';
import { accountLetterWords } from './account-letters.ts';
import { checkoutWords } from './checkout.ts';
import { houseRules } from './house-rules.ts';
import { mailWords } from './mail.ts';
import { orderWords } from './orders.ts';
import { filmWords, programmeWords } from './programme.ts';
import { faultWords, refusalWords } from './refusals.ts';
import { seatWords } from './seats.ts';
import { shellWords } from './shell.ts';
import { telegramWords } from './telegram.ts';
import { ticketWords } from './tickets.ts';

/** Everything that a customer reads, on a page, in a letter, on a ticket, from the bot or from the API. */
export const english = {
  /** BCP 47 of these words. */
  language: 'en',
  /** BCP 47, for dates and amounts: day before month. */
  locale: 'en-GB',
  /** What the language calls itself. */
  name: 'English',
  /** Its first letters, where there is little room. */
  shortName: 'Eng',
  shell: shellWords,
  programme: programmeWords,
  film: filmWords,
  seats: seatWords,
  checkout: checkoutWords,
  order: orderWords,
  ticket: ticketWords,
  rules: houseRules,
  account: accountWords,
  mail: mailWords,
  accountMail: accountLetterWords,
  telegram: telegramWords,
  refusals: refusalWords,
  fault: faultWords,
};
