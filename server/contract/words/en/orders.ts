import { counted } from './plural.ts';

const seatsGo = (n: number) => (n === 1 ? 'Your seat goes' : n === 2 ? 'Both seats go' : `All ${n} seats go`);

/** The page of an order, in every state it can have. */
export const orderWords = {
  title: (number: string) => `Order ${number}`,
  number: 'Order',
  allOrders: 'All your tickets',
  seats: (n: number) => counted(n, 'seat', 'seats'),
  pending: {
    title: 'Almost there',
    text: (time: string) => `Your seats are held until ${time}. They are yours once the payment is through.`,
    pay: (amount: string) => `Pay ${amount}`,
    cancel: 'Let the seats go',
  },
  arriving: {
    title: 'Your payment is on its way',
    text: 'It usually takes a few seconds. This page shows your tickets as soon as it arrives; there is nothing more to do, and no need to pay again.',
    slow: 'It takes a little longer than usual. You may close this page: the tickets come by e-mail.',
    refresh: 'Look again',
    arrived: 'Your tickets are here.',
  },
  paid: {
    title: 'Enjoy the film',
    text: (email: string) =>
      `Your tickets are below, and on their way to ${email}. Each has its own code; show it at the door.`,
    textNoMail: 'Your tickets are below. Each has its own code; show it at the door.',
    over: 'We hope you enjoyed the film.',
  },
  partially_refunded: {
    title: 'Your remaining tickets',
    text: 'Some tickets of this order were cancelled; the others are valid and below.',
  },
  refunded: {
    title: 'Your money is on its way back',
    text: (amount: string) => `${amount} goes back the way you paid. Banks usually show it within 5 to 10 days.`,
    done: (amount: string) => `${amount} went back the way you paid. Banks usually show it within 5 to 10 days.`,
    late: 'Your payment reached us after the time for the seats had run out, and someone else had them by then. We are sorry. No tickets were issued, and the whole sum goes back.',
    screening: 'This showing had to be cancelled. We are sorry, and hope to see you another evening.',
  },
  expired: {
    title: 'The time ran out',
    text: 'The payment did not come in time, so the seats are on sale again. Nothing was charged; should a payment still arrive, you get the seats or the money back.',
    action: 'Choose seats again',
  },
  cancelled: {
    title: 'Cancelled',
    text: 'The seats are on sale again and nothing is owed.',
    action: 'See the programme',
  },
  screeningCancelled: 'This showing has been cancelled. Your money goes back by itself.',
  processing: 'A payment is being worked on. We write as soon as it is through.',
  tickets: 'Tickets',
  ticket: (one: number, all: number) => `Ticket ${one} of ${all}`,
  codeOf: (row: string, number: string) => `Code of the ticket for row ${row}, seat ${number}`,
  used: 'Used at the door',
  void: 'Cancelled',
  pdf: 'Tickets as PDF',
  calendar: 'Add to calendar',
  total: 'Total',
  refund: 'Refund',
  refundState: { pending: 'on its way', succeeded: 'sent', failed: 'being looked into' },
  cannotCome: 'Cannot come?',
  cancelUntil: (when: string) => `You may cancel here until ${when}. The whole sum goes back the way you paid.`,
  cancelLate: 'The time for cancelling online has passed. The box office can tell you what is possible.',
  cancel: 'Cancel this order',
  confirm: {
    title: 'Cancel this order?',
    text: (n: number, amount: string) =>
      `${seatsGo(n)} back on sale at once, and ${amount} goes back the way you paid. This cannot be undone.`,
    unpaid: (n: number) => `${seatsGo(n)} back on sale at once. Nothing was charged.`,
    yes: 'Yes, cancel it',
    no: 'Keep my tickets',
    noUnpaid: 'Keep my seats',
  },
  bookmark: 'This page is your ticket too: keep its address.',
};
