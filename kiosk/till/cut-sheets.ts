import { formatMoney } from '../../server/contract/money.ts';
import type { OfflineSale } from '../../server/contract/till/allotments.ts';
import type { KioskFacts } from '../../server/contract/till/devices.ts';
import type { PrintDocument, PrintLine } from '../../server/contract/till/prints.ts';
import type { TillHouse } from '../../server/contract/till/programme.ts';
import { clockTime, dateInWords, dayAndTime, localDate } from '../../server/contract/venue-time.ts';
import { printWords as words } from '../../server/contract/words/en/prints.ts';
import { engineWords } from '../../server/contract/words/en/till-engine.ts';

interface CutPaper {
  entry: OfflineSale;
  house: TillHouse;
  cinema: KioskFacts['cinema'];
  clerk: string;
  /** The tickets reserved for the seats. */
  tickets: { seat: number; ticket: number; code: string }[];
}

/** Receipt and tickets of a sale made with the line cut, under the keys that the server gives to the same sheets. */
export function cutSheets(paper: CutPaper): PrintDocument[] {
  const { entry, cinema } = paper;
  const receipt: PrintDocument = {
    key: `receipt:${entry.uuid}`,
    what: 'receipt',
    copy: 0,
    lines: receiptLines(paper),
    cut: true,
    drawer: true,
  };
  const tickets = entry.lines.flatMap((line): PrintDocument[] => {
    const reserved = paper.tickets.find(({ seat }) => seat === line.seat);
    if (!reserved) return [];
    const lines: PrintLine[] = [
      { kind: 'text', text: cinema.name, align: 'center' },
      { kind: 'title', text: paper.house.screening.film.title },
      text(showTime(paper)),
      text(`${paper.house.screening.hall} · ${paper.house.screening.format}`),
      { kind: 'large', text: seatName(paper, line.seat) },
      pair(typeName(paper, line.ticketType), money(paper, line.price), true),
      ...(paper.house.screening.age.limit > 0 ? [text(words.age(paper.house.screening.age.limit))] : []),
      { kind: 'qr', data: reserved.code },
      text(engineWords.cut.order),
      { kind: 'text', text: words.keep, align: 'center' },
    ];
    return [{ key: `ticket:${reserved.ticket}:0`, what: 'ticket', copy: 0, lines, cut: true, drawer: false }];
  });
  return [receipt, ...tickets];
}

function receiptLines(paper: CutPaper): PrintLine[] {
  const { entry, cinema } = paper;
  const change = entry.tendered - entry.total;
  const day = dateInWords(localDate(entry.at, cinema.timeZone), cinema.language, {
    day: 'numeric',
    month: 'short',
    year: 'numeric',
  });
  return [
    { kind: 'text', text: cinema.name, align: 'center' },
    { kind: 'text', text: cinema.address, align: 'center' },
    { kind: 'title', text: words.receipt },
    text(engineWords.cut.order),
    pair(day, clockTime(entry.at, cinema.timeZone, cinema.language)),
    { kind: 'rule' },
    text(paper.house.screening.film.title),
    text(showTime(paper)),
    ...entry.lines.map((line) =>
      pair(`${seatName(paper, line.seat)} ${typeName(paper, line.ticketType)}`, money(paper, line.price)),
    ),
    { kind: 'rule' },
    pair(words.total, money(paper, entry.total), true),
    pair(words.cash, money(paper, entry.total)),
    ...(change > 0 ? [pair(words.given, money(paper, entry.tendered)), pair(words.change, money(paper, change))] : []),
    pair(`${words.clerk} ${paper.clerk}`, words.shift(entry.shift)),
  ];
}

const text = (line: string): PrintLine => ({ kind: 'text', text: line, align: 'left' });
const pair = (label: string, value: string, strong = false): PrintLine => ({ kind: 'pair', label, value, strong });

function money({ house, cinema }: CutPaper, amount: number): string {
  return formatMoney({ amount, currency: house.currency }, cinema.language);
}
function seatName({ house }: CutPaper, id: number): string {
  const seat = house.plan.seats.find((each) => each.id === id);
  return seat ? words.seatOf(seat.row, seat.number) : '';
}
function typeName({ house }: CutPaper, id: number): string {
  return house.ticketTypes.find((each) => each.id === id)?.name ?? '';
}
/** The calendar date: paper that says the day plainly cannot be misread after midnight. */
function showTime({ house, cinema }: CutPaper): string {
  return dayAndTime(house.screening.startsAt, cinema.timeZone, cinema.language);
}
