/** Every word of the test payment page. */
export const words = {
  notice: 'Test payment page of this demo. No card is charged and no money moves.',
  title: 'Pay for your order',
  order: (number: string) => `Order ${number}`,
  total: 'Total',
  receipt: 'Receipt to',
  card: 'Test card',
  cardNumber: '4242 4242 4242 4242',
  minutesLeft: (minutes: number) =>
    minutes <= 1 ? 'This page closes within a minute.' : `This page stays open for ${minutes} more minutes.`,
  declined: 'The card was declined. Nothing was charged. Try again, or choose another way.',
  pay: (amount: string) => `Pay ${amount}`,
  decline: 'Decline',
  later: 'Pay later',
  cancel: 'Cancel',
  explain: 'Decline refuses the card and stays here. Pay later finishes now; the money arrives a little later.',
  more: 'More ways to test',
  laterFails: 'Pay later, and the bank refuses',
  refundStalls: 'Pay with a card whose refunds are slow',
  refundBounces: 'Pay with a card whose refunds come back',
  closed: {
    paid: { title: 'This order is paid', text: 'Nothing more is charged. Your tickets are with your order.' },
    onItsWay: { title: 'Your payment is on its way', text: 'The tickets follow as soon as it arrives.' },
    failed: { title: 'Your payment did not arrive', text: 'Nothing was charged. The order says what to do next.' },
    expired: {
      title: 'This payment page has closed',
      text: 'The time to pay ran out, or the order was cancelled. Nothing was charged.',
    },
    unknown: { title: 'There is no such payment page', text: 'The address may have been cut short.' },
  },
  toOrder: 'To your order',
  back: 'Back to the cinema',
};

/** Every word of the readers' page. */
export const readerWords = {
  notice: 'Card readers of this demo. No card is charged and no money moves.',
  title: 'Card readers',
  idle: 'Waits for the till.',
  off: 'Switched off.',
  switchOn: 'Switch on',
  switchOff: 'Switch off',
  acts: { tap: 'Tap the card', decline: 'Card is declined', cancel: 'Customer cancels', time_out: 'Nobody taps' },
  byItself: 'When a reader asks for a card:',
  habits: { nobody: 'I do it here', tap: 'It is tapped', decline: 'It is declined' },
};
