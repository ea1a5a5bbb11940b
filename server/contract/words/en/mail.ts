import { counted } from './plural.ts';

const bank = 'Banks usually show it within 5 to 10 days.';

/** The words of our letters. */
export const mailWords = {
  greeting: (name: string | null) => (name ? `Dear ${name},` : 'Good day,'),
  order: 'Order',
  film: 'Film',
  when: 'When',
  before: 'Before',
  hall: 'Hall',
  seats: 'Seats',
  total: 'Total',
  night: (day: string) => `${day} night`,
  seat: (row: string, number: string, type: string) => `Row ${row}, seat ${number} (${type})`,
  showTickets: 'Show my tickets',
  showOrder: 'Show my order',
  closing: (cinema: string) => `Your ${cinema}`,
  tickets: {
    subject: (film: string, when: string) => `Your tickets: ${film}, ${when}`,
    intro: (n: number) => `Thank you. Your ${counted(n, 'seat is', 'seats are')} booked.`,
    how: 'Show the code of each ticket at the door, on your phone or on paper. The tickets are attached as a PDF, the date as a calendar file.',
    cancelUntil: (when: string) => `If you cannot come: you may cancel on the order's page until ${when}.`,
  },
  reminder: {
    subject: (film: string, time: string) => `See you at ${time}: ${film}`,
    intro: (time: string, hall: string) => `Your film begins at ${time}, in ${hall}. We look forward to you.`,
    how: 'Have the code of each ticket at hand, on your phone or on paper. The tickets are attached once more.',
  },
  seats_moved: {
    subject: (film: string, when: string) => `Your new seats: ${film}, ${when}`,
    intro: 'We have moved you to other seats. The price stays as it was.',
    how: 'Please use these tickets: the codes of the earlier ones no longer open the door. They are attached as a PDF.',
  },
  cancellation: {
    subject: (film: string) => `Cancelled: ${film}`,
    intro: 'Your seats are cancelled and their tickets no longer open the door.',
    money: (amount: string) => `${amount} goes back the way you paid. ${bank}`,
  },
  refund: {
    subject: 'You paid twice, so one payment comes back',
    intro: 'We received two payments for the same order. Your tickets stay valid.',
    money: (amount: string) => `${amount} goes back the way you paid. ${bank}`,
  },
  refund_failed: {
    subject: (amount: string) => `Your bank did not take back ${amount}`,
    intro: (amount: string) =>
      `We sent ${amount} back to you the way you paid, but your bank returned it. The card may have been closed since.`,
    how: (contact: string) =>
      `The money is safe with us. Please tell us how you would like to have it (${contact}), or come to the box office. Keep the number of your order at hand.`,
  },
  late_payment: {
    subject: (film: string) => `Your payment for ${film} comes back`,
    intro:
      'Your payment reached us after the time for your seats had run out, and by then they could not be yours any more. We are sorry.',
    money: (amount: string) => `No tickets were issued. ${amount} goes back the way you paid, in full. ${bank}`,
  },
  screening_moved: {
    subject: (film: string, when: string) => `Your showing has moved: ${film}, now ${when}`,
    intro: 'We had to move this showing. Your seats stay yours.',
    tickets: 'The attached tickets are the ones to show at the door; earlier ones may no longer open it.',
    choice:
      "If the new time or hall does not suit you: cancel on the order's page before it starts, and all of your money goes back the way you paid.",
  },
  screening_cancelled: {
    subject: (film: string, when: string) => `The showing is off: ${film}, ${when}`,
    intro: 'We had to cancel this showing. We are sorry, and hope to see you another evening.',
    money: (amount: string) => `${amount} goes back the way you paid, in full. ${bank}`,
  },
};
