import type { DoorReason, DoorTicket } from '../../door.ts';

/** Why not, large. */
const reasons: Record<DoorReason, string> = {
  unknown: 'Not one of our tickets',
  replaced: 'This seat was moved. The newer ticket counts',
  exchanged: 'Exchanged for another ticket',
  not_paid: 'Not paid',
  cancelled: 'Cancelled and paid back',
  screening_cancelled: 'This showing was called off',
  other_screening: 'For another showing',
  not_today: 'For another day',
  used: 'Already in',
  undone: 'This admission was taken back. Scan once more',
};

/** The page at the door. */
export const doorWords = {
  title: 'Door',
  office: 'Back-office',
  account: 'Your account',
  ready: 'Ready for the next ticket',
  readyNote: 'Hold a code to the camera, use a hand scanner, or type the code.',
  asking: 'Checking',
  yes: 'Let in',
  no: 'Do not let in',
  hold: 'Hold on',
  holdNote: 'No line to the house. This guest is checked as soon as it is back; it takes no second scan.',
  good: 'By the list it is good, but another door may have let it in since.',
  unlisted: 'It is not on the list of this door: bought since, for another showing, or not real.',
  noted: 'Let in and noted',
  notedNote: 'You decided. The house hears of it when the line is back.',
  letIn: 'Let in and note',
  inHere: 'Already in, by this door',
  inListed: 'Already in',
  noCode: 'No code of a ticket',
  reasons,
  row: 'Row',
  seat: 'Seat',
  firstAt: (time: string, door: string | null) => `First scanned at ${time}${door ? `, ${door}` : ''}`,
  age({ limit, policy }: DoorTicket['age']): string {
    if (policy === 'strict') return `Nobody under ${limit}. Look at the age.`;
    if (policy === 'accompanied') return `Under ${limit} only with an adult. Look at the age.`;
    return `Not advised under ${limit}.`;
  },
  bornBy: (day: string) => `Born ${day} or before.`,
  forAges(min: number | null, max: number | null): string {
    if (min !== null && max !== null) return `${min} to ${max} years`;
    if (max !== null) return `up to ${max} years`;
    return min === null ? '' : `from ${min} years`;
  },
  undo: 'Take back',
  undone: 'Taken back. The ticket opens the door again.',
  camera: 'Start the camera',
  stopCamera: 'Stop the camera',
  noCamera: 'The camera could not be opened. Allow it in the browser, or type the code.',
  insecure: 'The camera needs a secure address (https). A hand scanner and typing work.',
  light: 'Light',
  lens: 'What the camera sees',
  sound: 'Sound',
  code: 'Ticket code',
  check: 'Check',
  doorName: 'This door',
  usualDoor: 'Main door',
  admits: 'Showings that this door admits',
  everything: 'All of today',
  nothingOn: 'No showings today.',
  over: 'over',
  calledOff: 'called off',
  inside: (inside: number, sold: number) => `${inside} of ${sold} in`,
  recent: 'Last scans',
  waiting: (n: number) => `${n === 1 ? '1 guest waits' : `${n} guests wait`} for the line`,
  online: 'On line',
  offline: 'No line',
  signedOut: 'You were signed out. Scans that wait are kept.',
  signIn: 'Sign in',
  trouble: 'Let in, but the ticket says no',
  seen: 'Seen to',
};
