/** Sales that a till made without connection, and that somebody has to look at. */
export const cutSaleWords = {
  /** On the seats, for other staff. */
  kept: 'Sold without connection; see “Sold offline”',
};
