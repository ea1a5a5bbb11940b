import type { CallName } from '../../kiosk/ipc-contract.ts';
import { makeTill, type RunningTill } from '../../kiosk/till/make-till.ts';
import type { LiveHandlers, Ports } from '../../kiosk/till/ports.ts';
import { manualClock } from './manual-clock.ts';
import { memoryStore } from './memory-store.ts';
import { fetchOver, ModelServer, price, type Weather } from './model-server.ts';

/** A counter: a till that can lose its power at any line of its journal, a printer, a drawer, and the model server. */
export async function counterWorld() {
  const time = manualClock();
  const server = new ModelServer(() => Date.parse('2026-11-20T18:00:00Z') + time.port.monotonic());
  const disk = memoryStore();
  const small = new Map<string, unknown>();
  const printed: string[] = [];
  /** Sales of which the clerk read that they are paid, and so keeps the money. */
  const paid = new Map<string, number>();
  let uuids = 0;
  let life = 0;
  let till: RunningTill;
  let death: { writes: number; after: boolean } | null = null;
  let dead = false;
  let printerWorks = true;
  let feed: LiveHandlers | null = null;

  const never = () => new Promise<never>(() => {});

  function ports(): Ports {
    const mine = ++life;
    const alive = () => mine === life && !dead;
    return {
      fetch: fetchOver(async (request) => {
        if (!alive()) return never();
        await Promise.resolve();
        try {
          const answer = server.send(request);
          return alive() ? structuredClone(answer) : never();
        } catch (lost) {
          if (!alive()) return never();
          throw lost;
        }
      }),
      live(_address, on) {
        feed = on;
        return { watch: async () => null, unwatch() {}, close() {} };
      },
      clock: { ...time.port, after: (ms, act) => time.port.after(ms, () => (alive() ? act() : undefined)) },
      journal: {
        read: disk.read,
        keepCopy: disk.keepCopy,
        append: (line) => write(() => disk.append(line), alive),
        replace: (text) => write(() => disk.replace(text), alive),
      },
      vault: keep('vault'),
      cache: { get: async (key) => small.get(key) ?? null, set: async (key, value) => void small.set(key, value) },
      uuid: () => `00000000-0000-4000-8000-${String(++uuids).padStart(12, '0')}`,
      hashPin: async (pin, salt) => `${pin}:${salt}`,
      printer: {
        async print({ key }) {
          if (!alive()) return never();
          if (!printerWorks) throw new Error('The paper is out.');
          printed.push(key);
        },
        list: async () => [],
        usual: { kind: 'pdf', paper: 80 },
      },
      shell: {
        face: 'electron',
        version: '1',
        server: 'http://house',
        setFullscreen() {},
        fullscreen: () => false,
        installUpdate() {},
        quit() {},
      },
    };
  }
  const keep = (key: string): Ports['vault'] => ({
    read: async () => structuredClone(small.get(key) ?? null),
    write: async (value) => void small.set(key, structuredClone(value)),
    warning: null,
  });

  /** The power fails just before a line is on the disk, or just after. */
  async function write(work: () => Promise<void>, alive: () => boolean): Promise<void> {
    if (!alive()) return never();
    if (death && --death.writes < 0) {
      const { after } = death;
      death = null;
      dead = true;
      if (after) await work();
      return never();
    }
    await work();
  }

  async function start(): Promise<void> {
    dead = false;
    till = await makeTill(ports());
    till.onState(({ sale }) => {
      if (sale?.phase === 'paid') paid.set(sale.uuid, sale.total);
    });
    await time.pass(1_000);
    if (small.get('vault') && (await till.state()).phase === 'enrol') await ask('enrol', { code: 'ABCDEFGH' });
    await ask('signIn', { clerk: 5, pin: '1234' });
  }

  /** As a person does: asks, and goes on after a while whether or not there was an answer. */
  async function ask(name: CallName, input: object) {
    let answer: { ok: boolean; refusal?: { code: string }; value?: unknown } | null = null;
    void till.call(name, input as never).then((said) => {
      answer = said;
    });
    await time.pass(11_000);
    return answer as { ok: boolean; refusal?: { code: string }; value?: unknown } | null;
  }

  await start();
  return {
    time,
    server,
    disk,
    printed,
    paid,
    ask,
    state: () => till.state(),
    isDead: () => dead,
    sell: (...seats: number[]) =>
      ask('sell', {
        screening: 1,
        lines: seats.map((seat) => ({ seat, ticketType: 1, price })),
        total: seats.length * price,
        tenders: [{ method: 'cash', amount: seats.length * price, tendered: seats.length * price }],
      }),
    weather: (...forecast: Weather[]) => {
      server.forecast = forecast;
    },
    async line(state: 'whole' | 'cut') {
      server.line = state;
      await time.pass(65_000);
      if (!dead && (await till.state()).phase === 'sign_in') await ask('signIn', { clerk: 5, pin: '1234' });
    },
    /** The line is cut, and the live feed notices. */
    async feedBreaksOff() {
      server.line = 'cut';
      feed?.down();
      await time.pass(10);
    },
    powerFailsAt(writes: number, after: boolean) {
      death = { writes, after };
    },
    printer(works: boolean) {
      printerWorks = works;
    },
    async restart() {
      till.stop();
      death = null;
      await start();
    },
    /** The storm is over: everything arrives that was under way, the line is whole, and time passes. */
    async calm() {
      server.forecast = [];
      server.climate = 'fair';
      server.line = 'whole';
      printerWorks = true;
      await this.restart();
      server.deliverLate();
      for (let i = 0; i < 6; i++) {
        await this.line('whole');
        // A person looks at the sheets of which the till is not sure.
        for (const sheet of (await till.state()).prints) {
          if (sheet.status === 'waiting' || sheet.status === 'printing') continue;
          await ask(printed.includes(sheet.key) ? 'dropPrint' : 'retryPrint', { key: sheet.key });
        }
        await ask('doneWithSale', {});
      }
      await time.pass(20_000);
    },
    stop: () => till.stop(),
  };
}
export type CounterWorld = Awaited<ReturnType<typeof counterWorld>>;
