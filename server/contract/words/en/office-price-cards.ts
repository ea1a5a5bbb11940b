import type { TypedAmount } from '../../typed-amount.ts';
import { counted } from './plural.ts';

type Problem = Extract<TypedAmount, { problem: string }>['problem'];

const problems: Record<Problem, (currency: string, digits: number) => string> = {
  no_number: () => 'not an amount',
  negative: () => 'below nothing',
  decimals: (currency, digits) => `${currency} has ${digits === 0 ? 'no' : digits} decimals`,
  too_large: () => 'too large',
};

export const priceCardWords = {
  title: 'Price cards',
  intro: (currency: string) =>
    `What each ticket costs on each kind of seat, in ${currency}. An empty cell is not for sale. Tickets and holds that exist keep their prices.`,
  loading: 'Fetching the price cards…',
  cards: 'Price cards',
  name: 'Name',
  newCard: 'New card',
  duplicate: 'Duplicate',
  copyOf: (name: string) => `${name} (copy)`,
  untitled: 'New card',
  unsaved: 'not saved',
  grid: (card: string) => `Prices of ${card}`,
  ticketType: 'Ticket type',
  notForSale: 'not for sale',
  free: 'free',
  nobody: 'not for sale to anyone',
  never: 'not for sale anywhere',
  used: (count: number) =>
    count === 0
      ? 'No coming screening uses this card.'
      : `${counted(count, 'coming screening uses', 'coming screenings use')} this card.`,
  keys: 'Arrows move, Enter or any figure edits, Delete empties, Ctrl+Z takes back. A block of cells can be pasted from a spreadsheet.',
  save: 'Save the card',
  create: 'Create the card',
  discard: 'Discard changes',
  saved: (name: string, screenings: number) =>
    screenings === 0
      ? `${name} is saved.`
      : `${name} is saved and holds for ${counted(screenings, 'coming screening', 'coming screenings')} from now on.`,
  unchanged: 'There is nothing to save.',
  problem: (problem: Problem, currency: string, digits: number) => problems[problem](currency, digits),
  problemsLeft: (count: number) => `${counted(count, 'cell', 'cells')} cannot be read as an amount.`,
  needsName: 'The card needs a name.',
  nameTaken: 'There is a card of that name already. Please give it another.',
  reload: 'See what is there now',
  leave: 'There are prices that are not saved. Leave the page without them?',
};
