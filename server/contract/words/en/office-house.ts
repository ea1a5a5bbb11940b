import { counted, listed } from './plural.ts';

const seats = (n: number) => counted(n, 'seat', 'seats');
const guests = (n: number) => counted(n, 'guest', 'guests');

interface SeatFacts {
  row: string;
  numbers: string[];
  category: string;
  kind: 'standard' | 'wheelchair' | 'companion' | 'love';
  look: 'free' | 'own' | 'taken' | 'blocked';
}

const kinds = { standard: '', wheelchair: 'wheelchair space', companion: 'companion seat', love: 'love seat' };

/** The house view: one screening, live, with who sits where. */
export const houseWords = {
  title: 'House view',
  night: (day: string) => `${day} night`,
  day: {
    previous: 'Day before',
    next: 'Day after',
    choose: 'Business day',
    today: 'Today',
    list: 'Screenings of the day',
    none: 'No screenings on this day.',
    fill: (taken: number, total: number) => `${taken} of ${total}`,
    fillTitle: (taken: number, total: number) => `${taken} of ${total} seats taken`,
    off: 'Cancelled',
  },
  choose: 'Choose a screening to see its house.',
  loading: 'One moment',
  live: 'Live',
  offline: 'Not live: the connection is lost. Reconnecting; what you see may be old.',
  counts: {
    free: 'Free',
    held: 'Held',
    sold: 'Sold',
    inside: 'Inside',
    blocked: 'House seats',
    kept: 'Kept by tills',
    chosen: 'Chosen',
  },
  map: {
    map: 'Seats of the hall. Arrow keys move, space chooses, Escape lets go.',
    screen: 'Screen',
    seat: ({ row, numbers, category, kind, look }: SeatFacts, who: string) =>
      [
        `Row ${row}`,
        numbers.length > 1 ? `seats ${listed(numbers)}` : `seat ${numbers[0]}`,
        kinds[kind] || category,
        who,
        look === 'own' ? 'chosen' : '',
      ]
        .filter(Boolean)
        .join(', '),
    free: 'free',
    held: (until: string, number: string | undefined) => `held until ${until}${number ? `, order ${number}` : ''}`,
    sold: (name: string | null, type: string, number: string) =>
      `${name ?? 'a guest without a name'}, ${type}, order ${number}`,
    inside: 'inside',
    blocked: (reason: string | null) => (reason ? `kept by the house: ${reason}` : 'kept by the house'),
    kept: (till: string) => `kept by ${till} for a cut line`,
    zoomIn: 'Closer',
    zoomOut: 'Further away',
    zoomFit: 'Whole hall',
    own: 'Chosen',
    taken: 'Sold',
    blockedLegend: 'House seat',
    wheelchair: 'Wheelchair space',
    companion: 'Companion seat',
    love: 'Love seat',
  },
  panel: 'What is chosen',
  nothing: 'Choose a seat to see who sits there. Free seats can be kept for the house, several at once.',
  clear: 'Let go',
  houseSeats: 'House seats',
  noHouseSeats: 'None.',
  noReason: 'No reason given',
  pick: (reason: string, n: number) => `Choose the ${seats(n)} kept for ${reason}`,
  block: {
    title: (n: number) => `${seats(n)} free`,
    reason: 'Kept for',
    hint: 'Press, a broken armrest, the director’s family …',
    submit: (n: number) => `Keep ${seats(n)}`,
    done: (labels: string[]) =>
      `${listed(labels)} ${labels.length > 1 ? 'are' : 'is'} kept by the house and off sale everywhere.`,
    off: 'The screening is cancelled; its seats are nobody’s.',
    notYours: 'A supervisor can keep seats for the house.',
  },
  release: {
    title: (n: number) => `${seats(n)} kept by the house`,
    submit: (n: number) => `Release ${seats(n)}`,
    done: (labels: string[]) => `${listed(labels)} ${labels.length > 1 ? 'are' : 'is'} on sale again.`,
  },
  tills: {
    title: 'Seats that tills keep',
    chosen: (n: number, till: string) => `${seats(n)} kept by ${till}`,
    why: 'For a cut line: this till alone may sell them, so that it can go on without connection.',
    rule: ({ own, usual, tonight }: { own: number | null; usual: number; tonight: boolean }) => {
      if (own !== null) return own === 0 ? 'None of this showing.' : `Each till keeps ${own} of this showing.`;
      if (!tonight) return 'None: tills keep seats on the day of the showing.';
      return usual === 0
        ? 'As each till has it; unless it says otherwise, none.'
        : `Automatic for tonight: ${usual} for each till, unless that till has a number of its own.`;
    },
    each: 'For each till, of this showing',
    asTills: 'Automatic',
    submit: 'Set',
    set: (n: number | null) =>
      `${n === null ? 'The tills keep what they usually keep' : n === 0 ? 'The tills keep none' : `Each till keeps ${n}`} of this showing. Tills that are connected follow within five minutes.`,
    back: 'Take its seats back …',
    backTitle: (till: string) => `Take the seats of ${till} back?`,
    backWhat: (here: number, elsewhere: number) =>
      `${seats(here)} of this showing${elsewhere > 0 ? ` and ${elsewhere} of others` : ''} are on sale everywhere at once.`,
    backSold:
      'If the till has no connection now, it may have sold some of them. Such sales wait under “Sold offline” for a supervisor, and somebody else may have the seats by then.',
    backAgain: 'As soon as the till is heard again, it gets seats anew.',
    backDone: (till: string) => `The seats of ${till} are on sale.`,
    no: 'Leave them',
    yes: 'Take them back',
  },
  held: {
    title: (n: number) => `${seats(n)} held by a customer`,
    until: (time: string) => `Until ${time}, unless they pay.`,
    order: 'Open their order',
  },
  guest: {
    nameless: 'No name',
    order: 'Order',
    open: 'Open the order',
    whole: (n: number) => `Choose all ${n} of this order`,
    inside: 'Inside',
    expected: 'Not in yet',
    move: (n: number) => `Move ${guests(n)}`,
  },
  move: {
    title: (n: number) => `Move ${guests(n)}`,
    how: (n: number) => (n === 0 ? 'Every new seat is chosen.' : `Choose ${seats(n)} on the map.`),
    to: 'to',
    later: 'choose a seat',
    other: (from: string, to: string) => `${to} instead of ${from}`,
    keepPrice: 'Another category at the price that was paid',
    supervisor: 'Another category needs a supervisor.',
    letter: 'Their old codes stop working at once; they get new tickets by e-mail.',
    submit: (n: number) => `Move ${guests(n)}`,
    cancel: 'Leave them',
    done: (from: string[], to: string[]) => `Moved: ${listed(from.map((seat, i) => `${seat} to ${to[i]}`))}.`,
    lost: (labels: string[]) => `${listed(labels)} ${labels.length > 1 ? 'were' : 'was'} just taken. Choose again.`,
  },
  print: {
    button: 'Print seat list',
    title: 'Seat list',
    row: 'Row',
    seat: 'Seat',
    name: 'Name',
    type: 'Ticket',
    order: 'Order',
    in: 'In',
    empty: 'Nobody has a ticket yet.',
    summary: (sold: number, total: number) => `${sold} of ${total} sold`,
    blocked: 'House seats',
  },
  cancel: {
    button: 'Cancel screening',
    title: 'Cancel this screening?',
    what: (tickets: number, orders: number) =>
      tickets === 0
        ? 'Nobody has a ticket. It goes from the programme at once.'
        : `${guests(tickets)} in ${counted(orders, 'order', 'orders')} get all their money back and a letter. This cannot be undone.`,
    reason: 'Reason, for the record',
    yes: 'Cancel the screening',
    no: 'Keep it',
    off: (reason: string | null) => (reason ? `Cancelled: ${reason}` : 'Cancelled'),
    progress: (done: number, all: number) => `${done} of ${counted(all, 'order', 'orders')} cancelled`,
    refunds: (sent: number, pending: number) => `${sent} refunds sent, ${pending} on their way`,
    atTill: (n: number) => `${counted(n, 'refund waits', 'refunds wait')} at the box office`,
    failed: (n: number) => `${counted(n, 'refund', 'refunds')} failed: see the orders.`,
    letters: (n: number) => `${counted(n, 'letter', 'letters')} waiting`,
    complete: 'Every order is cancelled and everyone is told',
  },
  orders: 'Its orders',
};
