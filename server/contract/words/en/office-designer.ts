import type { PlanStatus } from '../../api/staff/halls.ts';
import type { DraftProblem } from '../../plan-editing/problems.ts';
import type { SeatKind } from '../../seats.ts';
import { namesInARow } from '../names-in-a-row.ts';
import { counted } from './plural.ts';

const list = namesInARow('en');
/** The first few by name, the rest by count. */
const some = (items: readonly string[], most = 8) =>
  items.length <= most ? list(items) : list([...items.slice(0, most), `${items.length - most} more`]);

const kinds: Record<SeatKind, string> = {
  standard: 'Ordinary seat',
  wheelchair: 'Wheelchair space',
  companion: 'Companion seat',
  love: 'Love seat',
};

const statuses: Record<PlanStatus, string> = { draft: 'Draft', published: 'On sale', retired: 'Retired' };

/** What is wrong with a drawing, said at the place. */
const problems: Record<DraftProblem['problem'], (seats: readonly string[]) => string> = {
  empty: () => 'There is no seat yet. Draw a row with the row tool.',
  duplicate_label: ([label]) => `There is more than one ${label}. Give one of them another number or row.`,
  unknown_category: ([label]) => `${label} has a category that the cinema does not know. Choose one of its own.`,
  companion_without_space: ([label]) => `Companion seat ${label} has no wheelchair space. Choose both and pair them.`,
  love_seat_without_half: ([label]) =>
    `${label} is half a love seat. Choose it with its neighbour and make them one, or make it an ordinary seat.`,
  partner_without_reason: ([label]) => `${label} is paired with another seat, but is neither companion nor love seat.`,
  block_not_contiguous: (seats) => `The seats ${some(seats)} stand in one block with gaps in it.`,
  seats_overlap: ([a, b]) => `${a} and ${b} stand in the same place. Move one of them.`,
  outside_plan: ([label]) => `${label} stands outside the plan.`,
};

/** The seating designer. */
export const designerWords = {
  title: 'Seating designer',
  loading: 'Fetching the halls…',
  again: 'Try again',

  halls: 'Halls',
  hallsIntro: 'Choose a hall to draw. Nothing on sale changes until a plan is published.',
  noHalls: 'There is no hall yet.',
  hall: 'Hall',
  seats: 'Seats',
  licence: 'Licence',
  onSale: 'On sale',
  draft: 'Draft',
  coming: 'Coming screenings',
  open: (hall: string) => `Draw ${hall}`,
  version: (version: number) => `Version ${version}`,
  none: 'None',
  newHall: 'New hall',
  hallName: 'Name',
  hallCode: 'Short name for addresses',
  hallCodeHint: 'Small letters, figures and hyphens, such as blue-hall.',
  hallCapacity: 'Licence admits (empty for no limit)',
  addHall: 'Add the hall',
  cancel: 'Cancel',
  close: 'Close',

  back: 'All halls',
  unsaved: 'Not saved yet',
  allSaved: 'Saved',
  fresh: 'Nothing drawn yet',
  undo: 'Undo',
  redo: 'Redo',
  undoWhat: (what: string | undefined) => (what ? `Undo: ${what}` : 'Nothing to undo'),
  redoWhat: (what: string | undefined) => (what ? `Redo: ${what}` : 'Nothing to redo'),
  save: 'Save draft',
  saved: (version: number) => `Saved as version ${version}, a draft. Nothing on sale has changed.`,
  overtaken:
    'Someone else has saved a draft of this hall meanwhile, so nothing was saved. To keep yours, export it as JSON, open the hall anew and import it there.',
  publish: 'Publish…',
  versions: 'Versions',
  import: 'Import…',
  exportCsv: 'Export CSV',
  exportJson: 'Export JSON',
  help: 'Keyboard',
  leave: 'What is drawn here has not been saved. Leave it?',

  tools: 'Tools',
  select: 'Select',
  row: 'Row',
  aisle: 'Aisle',
  pan: 'Move the view',
  zoomIn: 'Zoom in',
  zoomOut: 'Zoom out',
  fit: 'Whole hall',
  board: 'Drawing board',
  screen: 'Screen',
  emptyBoard: 'Draw the first row: choose Row, press where its first seat stands, and pull.',
  rowLetter: (row: string, seats: number) => `Row ${row}, ${counted(seats, 'seat', 'seats')}: select`,
  seat: (row: string, numbers: readonly string[], category: string, kind: SeatKind) =>
    `Row ${row}, seat ${numbers.join(' and ')}, ${category}${kind === 'standard' ? '' : `, ${kinds[kind].toLowerCase()}`}`,
  stroke: (seats: number) => counted(seats, 'seat', 'seats'),
  aisleHint: (rows: number | null) =>
    rows === null ? 'Opens an aisle through every row' : `Opens an aisle through ${counted(rows, 'row', 'rows')}`,

  kinds,
  statuses,
  problem: (problem: DraftProblem) => problems[problem.problem](problem.seats),
  problems: (n: number) => (n === 0 ? 'Nothing is wrong' : counted(n, 'thing to mend', 'things to mend')),
  problemsFirst: (n: number) => `${counted(n, 'thing', 'things')} to mend before the plan can be saved.`,
  show: 'Show',

  nothingChosen: 'The hall',
  chosen: (seats: number, rows: readonly string[]) =>
    `${counted(seats, 'seat', 'seats')} in ${rows.length > 4 ? `${rows.length} rows` : `row${rows.length > 1 ? 's' : ''} ${list(rows)}`}`,
  category: 'Category',
  kind: 'Kind',
  pair: 'Pair these',
  cannotPair: 'Choose one wheelchair space with its companion seats, or two neighbours.',
  pairedWith: (labels: readonly string[]) => `Paired with ${list(labels)}`,
  rowName: 'Row',
  number: 'Seat',
  badLabel: 'One to four letters or figures.',
  numbering: 'Numbers',
  schemes: {
    'left-right': 'From the left',
    'right-left': 'From the right',
    'odd-even': 'From the middle: odd left, even right',
  },
  start: 'From',
  countAisles: 'Aisles take numbers',
  renumber: 'Number',
  direction: 'Direction',
  letters: 'Row letters',
  alphabet: 'Alphabet',
  letterSchemes: { clear: 'A B C without I and O', plain: 'A B C' },
  fromFront: 'From the screen back',
  fromBack: 'From the last row forward',
  reletter: 'Letter',
  curve: 'Curve',
  curves: { straight: 'Straight', gentle: 'Gentle', round: 'Round' },
  radius: 'Radius of the first row, in seats',
  arrange: 'Arrange',
  alignLeft: 'Left edges in line',
  alignCentre: 'On one axis',
  alignRight: 'Right edges in line',
  level: 'Level',
  turnLeft: 'Turn left',
  turnRight: 'Turn right',
  aisleHere: 'Aisle to the right',
  closeGaps: 'Close the gaps',
  duplicate: 'Duplicate behind',
  delete: 'Delete',
  newRow: 'New row',
  newRowSeats: 'Seats',
  addRow: 'Add behind',
  capacitySaved: 'The licence limit is saved.',
  setCapacity: 'Save the limit',

  edits: {
    row: 'row',
    aisle: 'aisle',
    move: 'move',
    delete: 'delete',
    duplicate: 'duplicate',
    category: 'category',
    kind: 'kind of seat',
    pair: 'pair',
    label: 'label',
    number: 'numbers',
    letters: 'row letters',
    curve: 'curve',
    align: 'align',
    turn: 'turn',
    gaps: 'close gaps',
    import: 'import',
    restore: 'restore a version',
  },

  total: (n: number) => counted(n, 'seat', 'seats'),
  ofLicence: (total: number, capacity: number) =>
    total > capacity
      ? `${counted(total - capacity, 'seat', 'seats')} beyond the licence of ${capacity}`
      : `${capacity - total} left of the ${capacity} that the licence admits`,
  noLicence: 'No licence limit set',
  selectAll: (category: string, n: number) => `Select all ${n} of ${category}`,

  versionsTitle: (hall: string) => `Versions of ${hall}`,
  versionFacts: (seats: number, coming: number) =>
    `${counted(seats, 'seat', 'seats')}${coming > 0 ? `, ${counted(coming, 'coming screening', 'coming screenings')}` : ''}`,
  restore: 'Use as a new draft',
  restored: (version: number) =>
    `Version ${version} is on the board. Save it to make it the hall's draft; undo brings back what was here.`,

  publishTitle: (hall: string) => `Publish the plan of ${hall}`,
  publishFirst: 'This is the first plan of the hall. Screenings can be scheduled in it as soon as it is published.',
  publishSame: (version: number) => `It is the same as version ${version}, which is on sale.`,
  changesSince: (version: number) => `Against version ${version}, which is on sale:`,
  added: (seats: readonly string[]) => `${counted(seats.length, 'seat', 'seats')} more: ${some(seats)}`,
  removed: (seats: readonly string[]) => `${counted(seats.length, 'seat', 'seats')} taken out: ${some(seats)}`,
  renamed: (pairs: readonly { from: string; to: string }[]) =>
    `${counted(pairs.length, 'seat', 'seats')} renamed: ${some(pairs.map(({ from, to }) => `${from} is now ${to}`))}`,
  moved: (seats: readonly string[]) => `${counted(seats.length, 'seat', 'seats')} moved: ${some(seats)}`,
  changed: (seats: readonly string[]) =>
    `${counted(seats.length, 'seat', 'seats')} of another category or kind: ${some(seats)}`,
  reshaped: 'Rows stand on other curves, or seats a little aside.',
  keepsPlan: (coming: number, version: number) =>
    coming === 0
      ? 'No coming screening is sold by the present plan.'
      : `${counted(coming, 'coming screening keeps', 'coming screenings keep')} version ${version}, with every ticket and seat as it is.`,
  getsPlan: 'Whatever is scheduled from now on is sold by the new plan.',
  publishNow: 'Publish',
  published: (older: number) =>
    older === 0
      ? 'Published. Screenings scheduled from now on are sold by this plan.'
      : `Published. ${counted(older, 'coming screening stays', 'coming screenings stay')} with an older plan; new ones get this one.`,

  importTitle: 'Import a seat plan',
  importHint:
    'CSV with the columns row, number, category, kind, x, y, angle, block and partner, or JSON as exported here. The plan on the board is replaced; undo brings it back.',
  importFile: 'File',
  importRefused: (n: number) => `Nothing was taken over: ${counted(n, 'thing is', 'things are')} wrong in the file.`,
  imported: (seats: number) => `${counted(seats, 'seat', 'seats')} taken over. Nothing is saved yet.`,
  tooLarge: 'The file is larger than 2 MB. A plan of the largest hall is far smaller.',
  more: (n: number) => `and ${n} more`,

  shortcutsTitle: 'Keyboard',
};

/** Everything that a key does, in the order of the list behind `?`. `Ctrl` is Cmd on a Mac. */
export const designerShortcuts = [
  { keys: 'V', does: 'Select' },
  { keys: 'R', does: 'Draw rows' },
  { keys: 'A', does: 'Open aisles' },
  { keys: 'H', does: 'Move the view' },
  {
    keys: 'Arrow keys',
    does: 'Move what is selected by half a seat; with Shift by a whole one. Nothing selected: go from seat to seat',
  },
  { keys: 'Alt + arrow keys', does: 'Go from seat to seat; with Shift, select on the way' },
  { keys: 'Space', does: 'Select the seat one stands on, or leave it out' },
  { keys: 'Ctrl + A', does: 'Select all' },
  { keys: 'Shift + R', does: 'Select the whole rows' },
  { keys: 'Esc', does: 'Select nothing; back to the Select tool' },
  { keys: '1 – 9', does: 'Give the category of that number' },
  { keys: 'O, W, C, L', does: 'Make it an ordinary seat, wheelchair space, companion seat, love seat' },
  { keys: 'P', does: 'Pair a wheelchair space with its companions, or two love halves' },
  { keys: 'N', does: 'Number anew' },
  { keys: 'G', does: 'Close the gaps' },
  { keys: 'D', does: 'Duplicate behind' },
  { keys: 'Del', does: 'Delete' },
  { keys: 'Ctrl + Z, Ctrl + Shift + Z', does: 'Undo, redo' },
  { keys: 'Ctrl + S', does: 'Save the draft' },
  { keys: '+, −, 0', does: 'Zoom in, zoom out, whole hall' },
  { keys: '?', does: 'This list' },
] as const;
