import { counted, listed } from './plural.ts';

interface SeatWording {
  row: string;
  numbers: string[];
  category: string;
  price: string | null;
  kind: 'standard' | 'wheelchair' | 'companion' | 'love';
  look: 'free' | 'own' | 'taken' | 'blocked';
}

const looks = { free: 'free', own: 'your choice', taken: 'taken', blocked: 'not for sale' };

/** Choosing seats: the page, the map, and what is said while others choose too. */
export const seatWords = {
  locale: 'en-GB',
  title: (film: string) => `Seats for ${film}`,
  choose: 'Choose your seats',
  best: 'Best seats for',
  bestFor: (n: number) => `Best seats for ${counted(n, 'person', 'people')}`,
  yourSeats: 'Your seats',
  none: 'No seat chosen yet. Tap the map, or let us find the best ones.',
  total: 'Total',
  totalNote: 'Ticket types come next: children, students and seniors pay less.',
  count: (n: number) => (n === 0 ? 'No seat chosen' : counted(n, 'seat', 'seats')),
  submit: (n: number): string => (n === 1 ? 'Hold this seat' : 'Hold these seats'),
  holding: 'One moment',
  heldFor: (minutes: number) => `They are yours for ${counted(minutes, 'minute', 'minutes')} while you pay.`,
  remove: (seat: string) => `Let go of ${seat}`,
  taken: (seats: string[]) =>
    `${seats.length > 1 ? 'Seats' : 'Seat'} ${listed(seats)} ${seats.length > 1 ? 'were' : 'was'} just taken by someone else.`,
  freeInstead: (seats: string[]) => `${listed(seats)} ${seats.length > 1 ? 'are' : 'is'} free.`,
  better: (seats: string[]) => `Take ${listed(seats)}`,
  found: (seats: string[]) => `We would choose ${listed(seats)}.`,
  notThatMany: (n: number) => `There are not ${n} seats left that we could offer together or apart. Try fewer.`,
  tooMany: (n: number) => `One order holds up to ${n} seats. For a larger party, the box office is glad to help.`,
  chooseFirst: 'Please choose a seat first.',
  offline: 'The map is not live at the moment. We are reconnecting; your choice is checked again when you hold it.',
  map: {
    map: 'Seats of the hall. Arrow keys move between free seats, space chooses.',
    screen: 'Screen',
    seat: ({ row, numbers, category, price, kind, look }: SeatWording) =>
      [
        `Row ${row}`,
        numbers.length > 1 ? `seats ${listed(numbers)}` : `seat ${numbers[0]}`,
        kind === 'love' ? 'love seat for two' : category,
        price && (look === 'free' || look === 'own') ? (kind === 'love' ? `${price} each` : price) : '',
        looks[look],
      ]
        .filter(Boolean)
        .join(', '),
    zoomIn: 'Closer',
    zoomOut: 'Further away',
    zoomFit: 'Whole hall',
    own: 'Your choice',
    taken: 'Taken',
    blocked: 'Not for sale',
    wheelchair: 'Wheelchair space',
    companion: 'Companion seat beside it',
    love: 'Love seat, per person',
  },
  closed: {
    sales_closed: {
      title: 'Online sales have closed',
      text: 'The film has begun or is about to. The box office may still have seats.',
    },
    sales_not_open: {
      title: 'Not on sale yet',
      text: (when: string) => `Tickets for this showing can be bought from ${when}.`,
    },
    screening_cancelled: {
      title: 'This showing is off',
      text: 'It had to be cancelled. If you have tickets for it, your money is on its way back and a letter tells you more.',
    },
    sold_out: {
      title: 'Sold out',
      text: 'Every seat of this showing is taken. Seats that are not paid for come back within the hour, so a second look can be worth it.',
    },
  },
  ownHold: (seats: string[], until: string) => `You are holding ${listed(seats)} for this showing until ${until}.`,
  ownGoOn: 'Go on with them',
  ownRelease: 'Let them go',
  otherTimes: 'Other showings of this film',
  again: 'Look again',
};
