import { counted } from './plural.ts';

const tasks: Record<string, string> = {
  expire_order: 'Ending an order that was not paid',
  close_checkout: 'Closing a payment page',
  sweep: 'Tidying up',
  send_mail: 'Sending a letter',
  send_refund: 'Sending a refund',
  reconcile_payments: 'Asking about open payments',
  send_webhook: 'Sending a webhook',
  cancel_screening_orders: 'Cancelling the orders of a screening',
};

const letterKinds: Record<string, string> = {
  tickets: 'Tickets',
  cancellation: 'Cancellation',
  refund: 'Refund',
  late_payment: 'Late payment',
  screening_cancelled: 'Screening cancelled',
};

export const dashboardWords = {
  title: 'Tonight',
  asOf: (time: string) => `as of ${time}`,
  loading: 'Looking round the house…',
  stale: 'These figures are from before; the server cannot be reached.',
  takings: 'Takings',
  more: (percent: string, day: string) => `${percent} more than last ${day} by now`,
  less: (percent: string, day: string) => `${percent} less than last ${day} by now`,
  equal: (day: string) => `As much as last ${day} by now`,
  noCompare: (day: string) => `Last ${day} had taken nothing by now`,
  lastWeek: (amount: string, day: string) => `Last ${day}, the whole day: ${amount}`,
  returned: (amount: string) => `${amount} given back today`,
  seats: 'Seats sold',
  ofSeats: (capacity: string) => `of ${capacity}`,
  fill: (percent: string) => `${percent} of tonight’s seats`,
  noSeats: 'Nothing is on tonight.',
  next: 'Next to start',
  nextLeft: (left: number) => (left === 0 ? 'sold out' : `${counted(left, 'seat', 'seats')} left`),
  noNext: 'No more screenings tonight.',
  occupancy: 'Screenings tonight',
  earlier: (count: number) => `${counted(count, 'screening', 'screenings')} over`,
  time: 'Time',
  film: 'Film',
  full: 'Full',
  sold: 'Sold',
  soldOf: (sold: number, capacity: number) => `${sold} of ${capacity}`,
  running: 'running',
  soldOut: 'sold out',
  held: (count: number) => `${count} held now`,
  none: 'No screening is published for tonight.',
  attention: 'Needs attention',
  allWell: 'Nothing needs you. The house runs by itself.',
  moreOf: (count: number) => `and ${count} more`,
  payments: (count: number) => `${counted(count, 'payment waits', 'payments wait')} for more than five minutes`,
  paymentsHint: 'We ask the payment service every minute; a customer may still be typing.',
  processing: 'on its way',
  refunds: (count: number) => `${counted(count, 'refund', 'refunds')} failed`,
  refundsHint: 'The money has not gone back. Open the order and refund it again, or pay it out in cash.',
  jobs: (count: number) => `${counted(count, 'job keeps', 'jobs keep')} failing`,
  jobsHint: 'They are safe to try again.',
  task: (name: string) => tasks[name] ?? name,
  tries: (attempts: number, givenUp: boolean) =>
    givenUp ? `given up after ${counted(attempts, 'try', 'tries')}` : `${counted(attempts, 'try', 'tries')} so far`,
  retry: 'Try again',
  retryWhat: (task: string) => `Try again: ${task}`,
  retried: 'It is being tried again.',
  letters: (count: number) => `${counted(count, 'letter waits', 'letters wait')} for more than ten minutes`,
  lettersHint: 'The mail server may not be taking them.',
  letter: (kind: string, order: string | null) => `${letterKinds[kind] ?? kind}${order ? `, order ${order}` : ''}`,
  webhooks: (count: number) => `${counted(count, 'webhook', 'webhooks')} cannot be delivered`,
  webhooksHint: 'The other end does not answer as it should. Nothing is lost; what waits goes out when it goes on.',
  webhook: (pause: 'failing' | 'gone' | null) =>
    pause === 'gone' ? 'asked for no more' : pause === 'failing' ? 'was paused after days of failures' : 'fails',
  holes: (count: number) =>
    count === 1 ? 'A price card leaves seats unsold' : `Price cards leave seats unsold in ${count} halls`,
  hole: (card: string, hall: string) => `${card} in ${hall}`,
  holeNothing: 'no price at all: not one seat can be sold',
  holeSome: (categories: string) => `no price for ${categories}`,
  holeWhen: (screenings: number, first: string) => `${counted(screenings, 'screening', 'screenings')} from ${first}`,
  priceCards: 'Open the price cards',
  order: (number: string) => `Order ${number}`,
  since: (minutes: number) =>
    minutes < 60
      ? `${counted(minutes, 'minute', 'minutes')}`
      : minutes < 48 * 60
        ? `${counted(Math.round(minutes / 60), 'hour', 'hours')}`
        : `${counted(Math.round(minutes / 1440), 'day', 'days')}`,
  sales: 'Sales of the last 14 days',
  day: 'Day',
  orders: 'Orders',
  showFigures: 'Show the figures',
  tools: 'Tools',
};
