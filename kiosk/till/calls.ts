import { getDemoCodes } from '../../server/contract/api/till/devices.ts';
import { engineWords } from '../../server/contract/words/en/till-engine.ts';
import type { CallName, CallOutput, CallParsed } from '../ipc-contract.ts';
import type { Refused } from '../ipc-state.ts';
import type { Choosing } from './choosing.ts';
import type { Core } from './core.ts';
import type { Counter } from './counter.ts';
import type { LiveSeats } from './live-seats.ts';
import type { People } from './people.ts';
import type { PrintQueue } from './print-queue.ts';
import { say } from './refusals.ts';
import type { Sales } from './sales.ts';

export type Handlers = { [K in CallName]: (input: CallParsed<K>) => Promise<CallOutput<K> | Refused> };

export interface Parts {
  people: People;
  sales: Sales;
  counter: Counter;
  choosing: Choosing;
  prints: PrintQueue;
  live: LiveSeats;
  /** Another server, from now on. */
  setServer(url: string): Promise<void>;
}

/** What may be asked while nobody is signed in, or the till is locked. */
export const withoutClerk = new Set<CallName>([
  'setServer',
  'enrolHint',
  'enrol',
  'setFullscreen',
  'installUpdate',
  'quit',
  'signIn',
  'signOut',
  'lock',
  'unlock',
  'printers',
  'setPrinter',
  'testPrint',
]);

const nothing = {};

/** Every call of the port by its name. */
export function makeHandlers(core: Core, parts: Parts): Handlers {
  const { people, sales, counter, choosing, prints, live } = parts;
  const { shell, printer } = core.ports;
  const { self, journal } = core;
  const orNothing = async (no: Promise<Refused | null>) => (await no) ?? nothing;
  const done = async (work: unknown) => {
    await work;
    return nothing;
  };
  return {
    setServer: ({ url }) => done(parts.setServer(url)),
    enrolHint: () => core.link.read(getDemoCodes, {}),
    enrol: ({ code }) => orNothing(people.enrol(code)),
    setFullscreen: ({ on }) => done(shell.setFullscreen(on)),
    installUpdate: () => done(shell.installUpdate()),
    quit: () => done(shell.quit()),

    signIn: (who) => orNothing(people.signIn(who)),
    signOut: () => done(people.signOut()),
    async lock() {
      self.locked = self.clerk !== null;
      return nothing;
    },
    unlock: ({ pin }) =>
      orNothing(self.clerk ? people.signIn({ clerk: self.clerk.id, pin }) : Promise.resolve(say('clerk_signed_out'))),
    approve: (wish) => people.approve(wish),

    openShift: (input) => counter.openShift(input),
    movement: (input) => counter.movement(input),
    xReport: () => counter.xReport(),
    zReport: ({ shift }) => counter.zReport(shift),
    closeShift: (input) => counter.closeShift(input),
    async printReport({ report: { document } }) {
      // Printed as often as it is wished for: each time a sheet of its own.
      if (document) await prints.add([{ ...document, key: `${document.key}:${core.ports.uuid()}` }]);
      return nothing;
    },

    programme: ({ date }) => choosing.programme(date),
    house: ({ screening }) => choosing.house(screening),
    best: (wish) => choosing.best(wish),
    hold: (wish) => choosing.hold(wish),
    release: ({ hold }) => done(choosing.release(hold)),
    watch: ({ screening }) => done(live.watch(screening)),
    unwatch: ({ screening }) => done(live.unwatch(screening)),

    sell: (body) => sales.sell(body),
    cardStep: (step) => sales.cardStep(step),
    cancelSale: ({ uuid }) => sales.cancel(uuid),
    doneWithSale: () => orNothing(sales.done()),
    setAside: ({ uuid }) => orNothing(sales.setAside(uuid)),

    findOrders: ({ q }) => counter.findOrders(q),
    order: ({ order }) => counter.order(order),
    refund: (wish) => counter.refund(wish),
    exchangeQuote: (wish) => counter.exchangeQuote(wish),
    exchange: (wish) => counter.exchange(wish),
    checkTicket: (scan) => counter.checkTicket(scan),
    reprint: (wish) => counter.reprint(wish),

    printers: async () => ({ system: await printer.list() }),
    async setPrinter(settings) {
      self.printer = settings;
      await core.ports.cache.set('printer', settings);
      prints.run();
      return nothing;
    },
    testPrint: () => done(prints.add([testSheet(core.ports.uuid())])),
    retryPrint: async ({ key }) => ((await prints.retry(key)) ? nothing : say('not_printed')),
    dropPrint: async ({ key }) => ((await prints.drop(key)) ? nothing : say('not_printed')),

    async seenAccepted() {
      self.accepted = 0;
      return nothing;
    },
    seenRejected: ({ uuid }) => done(journal.write({ t: 'seen', uuid })),
  };
}

function testSheet(uuid: string) {
  const { title, text } = engineWords.test;
  return {
    key: `test:${uuid}`,
    what: 'report' as const,
    copy: 0,
    lines: [
      { kind: 'title' as const, text: title },
      { kind: 'text' as const, text, align: 'left' as const },
    ],
    cut: true,
    drawer: false,
  };
}
