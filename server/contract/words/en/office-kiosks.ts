/** The tills as the office keeps them, and how a code is handed over. */
export const kioskWords = {
  label: 'Tills',
  properties: {
    kioskId: 'Till no.',
    enrolledAt: 'Let in',
    lastSeenAt: 'Last heard',
    appVersion: 'Version',
    revokedAt: 'Shut out',
    cashDifferenceAllowed: 'A drawer may be off by',
    tillLockMinutes: 'A till locks itself after, minutes',
    allotmentSeats: 'Seats that a till keeps for a cut line',
    allotmentCategory: 'Only of this category',
    allotmentRows: 'Only of these rows',
    receiptText: 'Below every receipt',
  },
  hints: {
    cashDifferenceAllowed:
      'In the smallest unit of the currency: 500 is 5.00. Beyond it, a supervisor looks at the count.',
    allotmentSeats: 'Of every showing of tonight; nobody else can sell them meanwhile. 0: none.',
    receiptText: 'A line or two, such as opening hours or thanks.',
  },
  ofTill: {
    seats:
      'Of every showing of tonight. Empty: as the settings have it. 0: none. A showing can have a number of its own, in the house view.',
    category: 'Empty: of any.',
    rows: 'Such as “F, G”. Empty: of any.',
  },
  actions: { enrolmentCode: 'Code for a till', revokeAllotment: 'Take its seats back', revokeKiosk: 'Shut out' },
  asks: {
    enrolmentCode:
      'Makes a code that lets one till in under this name. Once that till has it, whichever was let in before is shut out.',
    revokeAllotment:
      'The seats that this till keeps for a cut line are on sale at once. If it has no connection now, it may have sold some of them: such sales then wait for a supervisor.',
    revokeKiosk:
      'The till is shut out at once and its clerk signed out. Its drawer stays as it is. A new code lets it in again.',
  },
  code: {
    hint: 'Type it in at the till, or hold the square before its scanner. It works once, within an hour, and is shown only here.',
    alt: 'The code as a square to scan',
  },
  here: 'Open the till in this browser',
};
