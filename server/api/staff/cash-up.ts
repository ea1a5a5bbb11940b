import {
  type CashUp,
  closeOfficeShift,
  getCashUp,
  getCashUpTable,
  getOfficeZReport,
  summed,
} from '../../contract/api/staff/cash-up.ts';
import { minorDigits } from '../../contract/money.ts';
import { isRefusal } from '../../contract/refusals.ts';
import { shiftWords as words } from '../../contract/words/en/office-shifts.ts';
import { cashUp } from '../../domain/reports/cash-up.ts';
import { closeShiftAtOffice } from '../../domain/shifts/close-shift-at-office.ts';
import { zReport } from '../../domain/shifts/read-shift.ts';
import { type Api, serve } from '../serve.ts';
import { csvRow } from './csv.ts';

/** `/cash-up` and `/shifts`: the drawers of a business day, to read and to take away. */
export function installCashUp(api: Api): void {
  const { deps } = api;
  serve(api, getCashUp, ({ actor, query: { date = null } }) => cashUp(deps, actor, { date, now: new Date() }));
  serve(api, getCashUpTable, async ({ actor, query: { date = null }, res }) => {
    const day = await cashUp(deps, actor, { date, now: new Date() });
    if (isRefusal(day)) return day;
    const table = [...csvOf(day)].join('');
    res.attachment(`cash-up-${day.date}.csv`).type('text/csv; charset=utf-8').send(table);
    return table;
  });
  serve(api, getOfficeZReport, ({ actor, params }) => zReport(deps, actor, params.id));
  serve(api, closeOfficeShift, ({ actor, params, body }) =>
    closeShiftAtOffice(deps, actor, { shiftId: params.id, ...body }),
  );
}

/** With a byte order mark, without which spreadsheets take UTF-8 for something else. Amounts in whole units. */
function* csvOf({ shifts, currency, date }: CashUp): Generator<string> {
  const digits = minorDigits(currency);
  const figure = (name: (typeof summed)[number], value: number | null) =>
    value === null ? '' : name === 'orders' || name === 'tickets' ? `${value}` : (value / 10 ** digits).toFixed(digits);
  yield `\uFEFF${csvRow([...words.csv, ...summed.map((name) => words.figures[name]), words.currency])}`;
  for (const report of shifts) {
    const { shift, number } = report;
    yield csvRow([
      date,
      shift.kiosk.name,
      number === null ? '' : `${number}`,
      shift.openedBy,
      shift.openedAt,
      shift.closedAt ?? '',
      ...summed.map((name) => figure(name, report[name])),
      currency,
    ]);
  }
}
