import { counted } from './plural.ts';

/** Between the seats and the payment page. */
export const checkoutWords = {
  title: 'Your tickets',
  heldUntil: (time: string) => `Held for you until ${time}`,
  timeLeft: 'Time left',
  minuteLeft: 'One minute left for these seats.',
  lines: 'Who sits where',
  seat: (row: string, number: string) => `Row ${row}, seat ${number}`,
  ticketType: (seat: string) => `Ticket for seat ${seat}`,
  typeAndPrice: (type: string, price: string) => `${type}, ${price}`,
  update: 'Update the total',
  total: 'Total',
  tax: (amount: string) => `includes ${amount} of tax`,
  contact: 'Where the tickets go',
  email: 'E-mail',
  emailHelp: 'Your tickets come here, and word of any change.',
  emailMissing: 'Please give an e-mail address, such as olena@example.com.',
  emailWrong: 'That does not look like an e-mail address. Please check it, such as olena@example.com.',
  name: 'Name (optional)',
  nameTooLong: 'That name is too long for a ticket. Please shorten it.',
  ages: 'Age rating',
  acknowledge: {
    strict: (age: number) => `Everyone I buy for is ${age} or older and brings proof of age.`,
    accompanied: (age: number) => `I know that anyone under ${age} comes with an adult.`,
    advisory: (age: number) => `I have seen that this film is rated ${age}+.`,
  },
  acknowledgeMissing: 'Please confirm the age rating.',
  /** One ticket on the payment page. */
  billLine: (when: string, hall: string, row: string, seat: string, type: string) =>
    `${when}, ${hall}. Row ${row}, seat ${seat}, ${type}`,
  pay: (amount: string) => `Pay ${amount}`,
  payFree: 'Book the seats',
  payNote: 'The next page is our payment service. Your seats stay yours while you pay.',
  /** Where nothing is to be paid. */
  freeNote: 'There is nothing to pay. Your tickets are on the next page.',
  paying: 'One moment',
  back: 'Choose other seats',
  summary: 'Your visit',
  seats: (n: number) => counted(n, 'seat', 'seats'),
  check: 'Please look at this once more:',
  expired: {
    title: 'The seats are back on sale',
    text: 'Their time ran out before the order was finished. Nothing was charged. They may well still be free.',
    action: 'Choose seats again',
  },
};
