/** What the till says of its line, and of what is unsettled. */
export const lineWords = {
  title: 'The line',
  online: 'The server answers. Everything can be sold.',
  resolving: 'Something was sent and its outcome is not known. The till keeps asking; do not do it again.',
  offline: (seats: number) =>
    seats === 0
      ? 'The server cannot be reached, and no seats are kept for this till. Nothing can be sold until it is back.'
      : `The server cannot be reached. The ${seats === 1 ? 'one seat' : `${seats} seats`} kept for this till can be sold, for cash.`,
  kept: 'Seats kept for this till',
  noneKept: 'None. It is set in the back-office how many a till keeps.',
  left: (n: number) => (n === 1 ? '1 seat' : `${n} seats`),
  open: 'Asked, not answered yet',
  acts: {
    sale: 'Sale',
    card: 'Payment of a sale',
    cancel: 'Calling off a sale',
    refund: 'Refund',
    exchange: 'Exchange',
    movement: 'Cash in or out',
    openShift: 'Opening the shift',
    closeShift: 'Closing the shift',
    reprint: 'Reprint',
  },
  asked: (n: number) => (n === 1 ? 'asked once' : `asked ${n} times`),
  aside: 'set aside',
  sales: 'Sold without connection',
  noSales: 'All of them are settled.',
  outcomes: { waiting: 'Waits for the server', accepted: 'Accepted', rejected: 'Not accepted' },
  reasons: {
    epoch_stale: 'Another copy of this till had its seats by then.',
    wrong_clerk: 'Its clerk is not known to the server.',
    shift_closed: 'Its drawer was closed already.',
    seat_not_kept: 'Its seats were not kept for this till any more.',
    screening_moved: 'The screening was changed meanwhile.',
    wrong_clock: 'The clock of this till was wrong.',
  } as Record<string, string>,
  otherReason: 'The server could not take it as it stands.',
  rejected: 'A supervisor decides on it in the back-office. Until then the seats stay as they are.',
  seen: 'I have read it',
};
