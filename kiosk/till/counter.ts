import { scanAtTill } from '../../server/contract/api/till/door.ts';
import { findTillOrders, getTillOrder, quoteExchange } from '../../server/contract/api/till/orders.ts';
import { getTillShift, getTillZReport, getXReport } from '../../server/contract/api/till/shifts.ts';
import type { CallName, CallOutput, CallParsed } from '../ipc-contract.ts';
import type { OpenAct, Refused } from '../ipc-state.ts';
import type { Acts } from './acts.ts';
import { type Core, timeOf } from './core.ts';
import type { Act } from './journal/records.ts';
import { isRefused, say } from './refusals.ts';

/** How long a screen waits for the end of an act that is not a sale; `open` in the state tells on. */
const patienceMs = 10_000;

/** What is done at the counter besides selling: the drawer, and orders after their sale. */
export function makeCounter(core: Core, acts: Acts) {
  const { link, self, ports } = core;

  async function act<K extends CallName & OpenAct['kind']>(
    kind: K,
    params: Act['params'],
    input: object,
    total: number | null,
  ) {
    const begun = await core.alone(async () => {
      // The same wish while the first is not known to have come to pass: a second tap, not a second act.
      if (core.journal.memory().acts.some((open) => open.kind === kind && isSame(open, params, input))) {
        return say('outcome_unknown');
      }
      if (!link.online()) return say('offline');
      const uuid = ports.uuid();
      const body = { ...input, uuid };
      const whole = { uuid, kind, params, body, at: timeOf(core), total, sale: null, aside: false, abandoned: false };
      return acts.begin(whole, null);
    });
    if (isRefused(begun)) return begun;
    return new Promise<CallOutput<K> | Refused>((resolve) => {
      const callOff = ports.clock.after(patienceMs, () => resolve(say('outcome_unknown')));
      void begun.end.then(({ conclusion }) => {
        callOff();
        resolve(conclusion.value as CallOutput<K> | Refused);
      });
    });
  }

  /** Scans that no answer came to, by their codes. */
  const unanswered = new Map<string, string>();

  async function checkTicket(scan: CallParsed<'checkTicket'>) {
    const uuid = unanswered.get(scan.code) ?? ports.uuid();
    unanswered.set(scan.code, uuid);
    const outcome = await link.ask(scanAtTill, { body: { ...scan, uuid } });
    if (outcome.kind === 'unknown') return outcome.refusal ?? say('offline');
    unanswered.delete(scan.code);
    return outcome.kind === 'ok' ? outcome.value : outcome.refusal;
  }

  return {
    openShift: (input: CallParsed<'openShift'>) => act('openShift', {}, input, input.float),
    movement: (input: CallParsed<'movement'>) => act('movement', {}, input, input.amount),
    async closeShift(input: CallParsed<'closeShift'>) {
      const { cut, acts: open } = core.journal.memory();
      // What is not in the server's books yet would be missing from the report.
      if (cut.some(({ outcome }) => outcome === 'waiting') || open.length > 0) return say('not_yet_closed');
      return act('closeShift', {}, input, input.count);
    },
    xReport: () => link.read(getXReport, {}),
    zReport: (id: number) => link.read(getTillZReport, { params: { id } }),
    findOrders: (q: string) => link.read(findTillOrders, { query: { q } }),
    order: (id: number) => link.read(getTillOrder, { params: { id } }),
    refund: ({ order, ...input }: CallParsed<'refund'>) => act('refund', { id: order }, input, null),
    exchange: ({ order, ...input }: CallParsed<'exchange'>) => act('exchange', { id: order }, input, input.difference),
    exchangeQuote: ({ order, ...body }: CallParsed<'exchangeQuote'>) =>
      link.read(quoteExchange, { params: { id: order }, body }),
    checkTicket,
    reprint: ({ order, ...input }: CallParsed<'reprint'>) => act('reprint', { id: order }, input, null),

    /** Which drawer is open, as the server has it. */
    async refreshShift(): Promise<void> {
      const told = await link.read(getTillShift, {});
      if (!isRefused(told)) self.shift = told;
      else if (told.code === 'not_found' || told.code === 'no_open_shift') self.shift = null;
      else return;
      await ports.cache.set('shift', self.shift);
      core.changed();
    },
  };
}

function isSame(open: Act, params: Act['params'], input: object): boolean {
  const { uuid: _, ...wish } = open.body as Record<string, unknown>;
  return JSON.stringify([open.params, wish]) === JSON.stringify([params, input]);
}

export type Counter = ReturnType<typeof makeCounter>;
