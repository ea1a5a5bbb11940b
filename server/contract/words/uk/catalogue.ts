import type { Words } from '../words.ts';
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

/** The same in Ukrainian: what is missing here does not compile. */
export const ukrainian: Words = {
  language: 'uk',
  locale: 'uk-UA',
  name: 'Українська',
  shortName: 'Укр',
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
