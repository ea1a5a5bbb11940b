import { getTillSale } from '../../server/contract/api/till/sales.ts';
import type { CallParsed } from '../ipc-contract.ts';
import type { Refused, SaleAtHand } from '../ipc-state.ts';
import type { Acts } from './acts.ts';
import { isOf, tell } from './conclude.ts';
import { type Core, timeOf } from './core.ts';
import { sellCut } from './cut-sale.ts';
import type { Act } from './journal/records.ts';
import { soldAlone } from './own-seats.ts';
import type { PrintQueue } from './print-queue.ts';
import { say } from './refusals.ts';
import { isOver, saleAt, showSale } from './sale-at-hand.ts';
import type { Seen } from './seen.ts';

/** How long a screen waits for the outcome of a sale before it is told that there is none yet. */
const patienceMs = 10_000;
const pollMs = 1_000;

export interface Sales {
  sell(body: CallParsed<'sell'>): Promise<SaleAtHand | Refused>;
  cardStep(step: CallParsed<'cardStep'>): Promise<SaleAtHand | Refused>;
  cancel(uuid: string): Promise<SaleAtHand | Refused>;
  done(): Promise<Refused | null>;
  setAside(uuid: string): Promise<Refused | null>;
  /** Asks how the card at the reader goes, as long as one is awaited. */
  watchReader(): void;
  stop(): void;
}

export function makeSales(core: Core, { acts, prints, seen }: { acts: Acts; prints: PrintQueue; seen: Seen }): Sales {
  const { journal, ports } = core;
  let polling: (() => void) | null = null;
  let stopped = false;

  const show = (uuid: string) => showSale(core, acts, uuid) ?? say('no_such_sale');
  const find = (uuid: string) => journal.memory().sales.find((sale) => sale.uuid === uuid);
  const openActOf = (uuid: string) => journal.memory().acts.find((act) => act.sale === uuid);

  function patiently(end: Promise<unknown>): Promise<void> {
    return new Promise((resolve) => {
      const callOff = ports.clock.after(patienceMs, resolve);
      void end.then(() => {
        callOff();
        resolve();
      });
    });
  }

  type Going = { uuid: string; end: Promise<unknown> };

  async function steer(sale: SaleAtHand, kind: 'sale' | 'card' | 'cancel', act: Pick<Act, 'uuid' | 'params' | 'body'>) {
    const whole = { ...act, kind, at: timeOf(core), total: sale.total, sale: sale.uuid };
    const { end } = await acts.begin({ ...whole, aside: false, abandoned: false }, sale);
    return { uuid: sale.uuid, end };
  }

  /** Two taps on a button are one act and one refusal; the wait for the outcome holds nobody up. */
  async function go(work: () => Promise<Going | SaleAtHand | Refused>): Promise<SaleAtHand | Refused> {
    const going = await core.alone(work);
    if (!('end' in going)) return going;
    await patiently(going.end);
    return show(going.uuid);
  }

  async function begin(body: CallParsed<'sell'>): Promise<Going | SaleAtHand | Refused> {
    const former = saleAt(journal.memory());
    if (former && !isOver(former)) return say('sale_at_hand');
    if (former) await journal.write({ t: 'cleared', uuid: former.uuid });
    if (!core.link.online()) {
      const sold = await sellCut(core, seen, body);
      prints.run();
      return sold;
    }
    const seats = body.lines.map(({ seat }) => seat);
    if (soldAlone(journal.memory(), body.screening, seats)) return say('seat_taken');
    const uuid = ports.uuid();
    const cash = body.tenders.find((tender) => tender.method === 'cash');
    const sale: SaleAtHand = {
      uuid,
      phase: 'sending',
      screening: body.screening,
      lines: body.lines,
      total: body.total,
      tendered: cash?.tendered ?? null,
      offline: false,
      answer: null,
      change: 0,
      refusal: null,
      resumed: false,
    };
    return steer(sale, 'sale', { uuid, params: {}, body: { ...body, uuid } });
  }

  async function poll(): Promise<void> {
    polling = null;
    const sale = saleAt(journal.memory());
    if (stopped || sale?.answer?.state !== 'awaiting_card' || openActOf(sale.uuid)) return;
    const told = await core.link.read(getTillSale, { params: { uuid: sale.uuid } });
    const now = find(sale.uuid);
    if ('state' in told && now && isOf(now, told) && !openActOf(sale.uuid)) {
      const next = tell(now, told);
      const documents = told.state === 'paid' ? told.documents : [];
      // If the disk does not take it, the next question gets the same answer.
      const written =
        JSON.stringify(next) === JSON.stringify(now) || journal.write({ t: 'sale', sale: next, documents });
      await Promise.resolve(written).catch(() => {});
      if (documents.length > 0) prints.run();
    }
    watchReader();
  }

  function watchReader(): void {
    if (polling || stopped || saleAt(journal.memory())?.answer?.state !== 'awaiting_card') return;
    polling = ports.clock.after(pollMs, () => void poll());
  }

  return {
    sell: (body) => go(() => begin(body)),
    cardStep: ({ uuid, tenders }) =>
      go(async () => {
        const sale = find(uuid);
        if (!sale) return say('no_such_sale');
        if (openActOf(uuid) || isOver(sale)) return say('not_now');
        const cash = tenders.find((tender) => tender.method === 'cash');
        const step = ports.uuid();
        const tendered = cash?.tendered ?? sale.tendered;
        const going: SaleAtHand = { ...sale, phase: 'sending', tendered, refusal: null };
        return steer(going, 'card', { uuid: step, params: { uuid }, body: { uuid: step, tenders } });
      }),
    cancel: (uuid) =>
      go(async () => {
        const sale = find(uuid);
        if (!sale) return say('no_such_sale');
        const open = openActOf(uuid);
        if (!open && isOver(sale)) return show(uuid);
        if (!open) return steer(sale, 'cancel', { uuid: ports.uuid(), params: { uuid }, body: undefined });
        if (!open.abandoned && open.kind !== 'cancel') await acts.abandon(open.uuid);
        return { uuid, end: acts.ended(open.uuid) };
      }),
    async done() {
      const sale = saleAt(journal.memory());
      if (!sale) return null;
      if (!isOver(sale)) return say('not_now');
      await journal.write({ t: 'cleared', uuid: sale.uuid });
      return null;
    },
    async setAside(uuid) {
      const open = openActOf(uuid);
      if (!open || acts.attempts(open.uuid) === 0) return say('not_now');
      await journal.write({ t: 'aside', uuid: open.uuid });
      return null;
    },
    watchReader,
    stop() {
      stopped = true;
      polling?.();
    },
  };
}
