import type { Router } from 'express';
import { type CashUp, cashUpQuery, summed } from '../../contract/api/staff/cash-up.ts';
import { minorDigits } from '../../contract/money.ts';
import { isRefusal, type Refusal, refuse } from '../../contract/refusals.ts';
import { shiftWords as words } from '../../contract/words/en/office-shifts.ts';
import type { Deps } from '../../deps.ts';
import type { Actor } from '../../domain/actor.ts';
import { cashUp } from '../../domain/reports/cash-up.ts';
import { zReport } from '../../domain/shifts/read-shift.ts';
import { parse, pathId } from '../parse.ts';
import { sendRefusal } from '../refusals.ts';
import { answer } from './answer.ts';
import { csvRow } from './csv.ts';

/** `/cash-up` and `/shifts`: the drawers of a business day, to read and to take away. */
export function installCashUp(router: Router, deps: Deps): void {
  const asked = async (query: unknown, actor: Actor): Promise<CashUp | Refusal> => {
    const parsed = parse(cashUpQuery, query);
    return isRefusal(parsed) ? parsed : cashUp(deps, actor, { date: parsed.date ?? null, now: new Date() });
  };
  router.get(
    '/cash-up',
    answer((req, actor) => asked(req.query, actor)),
  );
  router.get('/cash-up.csv', async (req, res) => {
    const day = await asked(req.query, res.locals.actor);
    if (isRefusal(day)) return sendRefusal(res, day);
    res.attachment(`cash-up-${day.date}.csv`).type('text/csv; charset=utf-8');
    res.send([...csvOf(day)].join(''));
  });
  router.get(
    '/shifts/:id/z-report',
    answer(async (req, actor) => {
      const id = pathId(req);
      return id ? zReport(deps, actor, id) : refuse('not_found');
    }),
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
