/** What a till says by itself, when the server cannot. */
export const engineWords = {
  journal: {
    full: 'This till cannot write to its disk. Nothing can be sold here until it can.',
    damaged: 'A part of this till’s records cannot be read. A copy was kept; please tell your supervisor.',
  },
  refusals: {
    offline: 'No connection to the server. This has to wait until it is back.',
    outcome_unknown: 'We do not know yet whether this took place. The till keeps asking; do not do it again.',
    journal_failed: 'This till cannot write to its disk. Nothing was sent.',
    clerk_signed_out: 'Please sign in first.',
    not_enrolled: 'This till is not registered yet.',
    wrong_pin: 'This PIN is not right.',
    pin_locked: 'Too many wrong PINs. Without a connection this person cannot sign in here any more.',
    pin_unknown: 'Without a connection only those can sign in who did so here today.',
    sale_at_hand: 'Another sale is not finished yet.',
    no_such_sale: 'This sale is not at hand any more.',
    not_now: 'This cannot be done with the sale as it is.',
    cash_only: 'Without a connection only cash can be taken.',
    seat_not_ours: 'Without a connection only the seats kept for this till can be sold.',
    seat_taken: 'This seat was sold here a moment ago, while there was no connection.',
    lease_unsure: 'The seats kept for this till are not known for sure. Selling goes on when the connection is back.',
    epoch_stale: 'Another copy of this till has its seats. It has to be registered again.',
    no_open_shift: 'Open a shift first.',
    price_changed: 'The price is another one now. Please look at the sale again.',
    age_unacknowledged: 'Please check the age rating first.',
    sales_closed: 'This screening is not on sale any more.',
    no_seats_left: 'There are not enough seats together.',
    not_yet_closed: 'Some sales of this till are not settled yet. It can be closed once they are.',
    not_printed: 'This sheet is not in the list any more.',
    invalid_request: 'The till did not understand this.',
    failed: 'Something went wrong on this till. Please try again.',
  },
  printer: { failed: 'The printer did not take the sheet.' },
  test: { title: 'Test print', text: 'If you can read this, the printer works.' },
  /** On a sheet that was printed before the server knew of the sale. */
  cut: { order: 'Sold without connection' },
};
export type EngineRefusal = keyof typeof engineWords.refusals;
