import { formatMoney } from '../../contract/money.ts';
import type { PrintDocument, PrintLine } from '../../contract/till/prints.ts';
import type { ShiftReport } from '../../contract/till/shifts.ts';
import { shiftReportWords as words } from '../../contract/words/en/prints.ts';

type Amount = (minor: number) => string;

/** An X or Z report for the printer: the drawer to the last cent first, then cards, sales, people and movements. */
export function shiftReportPrint(report: ShiftReport, cinema: { name: string }): PrintDocument {
  const amount: Amount = (minor) => formatMoney({ amount: minor, currency: report.currency }, 'en');
  const { shift, number } = report;
  const lines: PrintLine[] = [
    { kind: 'title', text: cinema.name },
    { kind: 'large', text: number === null ? words.x : words.z(number) },
    pair(words.till, shift.kiosk.name),
    pair(words.businessDay, shift.businessDate),
    pair(words.openedBy, shift.openedBy),
    pair(words.opened, clock(shift.openedAt)),
    pair(shift.closedAt ? words.closed : words.printed, clock(report.at)),
    ...(report.closedAtOfficeBy ? [pair(words.closedAtOffice, report.closedAtOfficeBy)] : []),
    ...part(words.drawer, drawer(report, amount)),
    { kind: 'rule' },
    pair(words.cardSales, amount(report.cardSales)),
    pair(words.cardRefunds, amount(0 - report.cardRefunds)),
    ...part(words.sales, [
      pair(words.orders, String(report.orders)),
      ...report.byTicketType.map(({ name, tickets, amount: sum }) => pair(`${tickets} × ${name}`, amount(sum))),
      pair(words.tax, amount(report.tax)),
    ]),
    ...part(words.clerks, clerks(report, amount)),
    ...part(words.movements, movements(report, amount)),
    ...(report.note ? part(words.note, [text(report.note)]) : []),
  ];
  const key = number === null ? `report:x:${shift.id}:${report.at}` : `report:z:${shift.kiosk.id}:${number}`;
  return { key, what: 'report', copy: 0, lines, cut: true, drawer: false };
}

/** Every line that makes up what should be there, with its sign; then what was. */
function drawer(report: ShiftReport, amount: Amount): PrintLine[] {
  return [
    pair(words.float, amount(report.float)),
    pair(words.cashSales, amount(report.cashSales)),
    pair(words.paidIn, amount(report.paidIn)),
    pair(words.cashRefunds, amount(0 - report.cashRefunds)),
    pair(words.drops, amount(0 - report.drops)),
    pair(words.paidOut, amount(0 - report.paidOut)),
    pair(words.expected, amount(report.expected), true),
    ...(report.counted === null ? [] : [pair(words.counted, amount(report.counted), true)]),
    ...(report.difference === null ? [] : [pair(words.difference, amount(report.difference), true)]),
  ];
}

function clerks(report: ShiftReport, amount: Amount): PrintLine[] {
  return report.byClerk.flatMap(({ clerk, orders, cash, card }) => [
    text(words.clerk(clerk || words.nobody, orders)),
    pair(`  ${words.cash}`, amount(cash)),
    pair(`  ${words.card}`, amount(card)),
  ]);
}

function movements(report: ShiftReport, amount: Amount): PrintLine[] {
  return report.movements.flatMap(({ at, kind, amount: minor, reason, by, approvedBy }) => [
    pair(`${at.slice(11, 16)} ${words.movement[kind] ?? kind}`, amount(kind === 'paid_in' ? minor : -minor)),
    text(`  ${[reason, by, approvedBy && words.allowed(approvedBy)].filter(Boolean).join(', ')}`),
  ]);
}

function part(title: string, lines: PrintLine[]): PrintLine[] {
  return lines.length === 0 ? [] : [{ kind: 'rule' }, { kind: 'text', text: title, align: 'center' }, ...lines];
}

const text = (line: string): PrintLine => ({ kind: 'text', text: line, align: 'left' });
const pair = (label: string, value: string, strong = false): PrintLine => ({ kind: 'pair', label, value, strong });
/** `2026-11-23 19:30`: instants come with the venue's offset, so their own figures are the venue's. */
const clock = (at: string) => `${at.slice(0, 10)} ${at.slice(11, 16)}`;
