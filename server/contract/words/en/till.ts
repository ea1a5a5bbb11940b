/** What a clerk reads while a card is awaited. */
export const cardWords = {
  waiting: 'The reader waits for the card.',
  failed(failure: string | null): string {
    if (failure === 'reader_unavailable') return 'The reader does not answer. Try another one, or take cash.';
    if (failure === 'screening_cancelled') return 'The screening was cancelled before the reader asked for the card.';
    if (failure === null) return 'The payment was ended. Try again, or take cash.';
    return `The card did not go through. ${/[.!?]$/.test(failure) ? failure : `The reader says: ${failure}.`}`;
  },
};
