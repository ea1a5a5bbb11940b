import { openReference } from '../anchors/pgbench.ts';
import { openClient } from '../client.ts';
import type { HoldsDone } from '../clients/holds.ts';
import type { Context, Figure, Part } from '../part.ts';
import { costOfEach, type Spent } from '../spent.ts';
import { spreadOf } from '../spread.ts';
import { callersOf } from './callers.ts';

/** Seats held by 32 callers at once, through the whole of `POST /api/orders/`. */
export const hold: Part = {
  name: 'hold',
  async run(context) {
    const { cinema, say, rounds } = context;
    const reference = await openReference(cinema.databaseUrl, cinema.stage);
    const callers = await callersOf(cinema, 32);
    const contended: Round[] = [];
    const spread: Round[] = [];
    const due: Due[] = [];
    const bystander = openClient();
    try {
      await holds(context, callers, cinema.stage.hot.slice(0, 1));
      for (let round = 1; round <= rounds; round++) {
        contended.push(await compared(context, callers, cinema.stage.hot.slice(0, 1), reference.granted));
        spread.push(await compared(context, callers, cinema.stage.many, reference.granted));
        const rate = contended.reduce((sum, each) => sum + each.done.answeredPerSecond, 0) / contended.length / 2;
        const [{ result: done }, { result: disk }] = await Promise.all([
          holds(context, callers, cinema.stage.hot.slice(0, 1), rate),
          bystander.drive('watchDisk', { seconds: context.seconds }),
        ]);
        due.push({ ...done, disk });
        say(`hold, round ${round} of ${rounds}: ${line(contended)} on one screening, ${line(spread)} over 1,000`);
      }
    } finally {
      bystander.close();
      await reference.close();
    }
    return figures(contended, spread, due);
  },
};

interface Round {
  ratio: number;
  reference: number;
  done: HoldsDone;
  cpu: number;
  before: Spent;
  after: Spent;
}

interface Due extends HoldsDone {
  /** The slowest write of a bystander to the same disk in the same seconds, in milliseconds. */
  disk: number;
}

async function compared(
  context: Context,
  callers: Awaited<ReturnType<typeof callersOf>>,
  screenings: number[],
  reference: (screenings: number, seconds: number) => Promise<number>,
): Promise<Round> {
  const best = await reference(screenings.length, context.seconds);
  const before = context.cinema.spent();
  const { result, cpu } = await holds(context, callers, screenings);
  const after = context.cinema.spent();
  return { ratio: result.grantedPerSecond / best, reference: best, done: result, cpu, before, after };
}

function holds(
  { client, cinema, seconds }: Context,
  callers: Awaited<ReturnType<typeof callersOf>>,
  screenings: number[],
  arrivalsPerSecond: number | null = null,
) {
  const { port, databaseUrl, stage } = cinema;
  return client.drive('holds', {
    port,
    databaseUrl,
    callers,
    screenings,
    choices: stage.choices,
    seconds,
    arrivalsPerSecond,
  });
}

const line = (rounds: Round[]) => {
  const last = rounds.at(-1);
  return `${last?.done.grantedPerSecond.toFixed(0)}/s of ${last?.reference.toFixed(0)}/s (${last?.ratio.toFixed(2)} ×)`;
};

function figures(contended: Round[], spread: Round[], due: Due[]): Figure[] {
  const all: HoldsDone[] = [...contended, ...spread].map(({ done }) => done).concat(due);
  const sum = (of: (done: HoldsDone) => number) => all.reduce((total, done) => total + of(done), 0);
  const faults = sum(({ answers }) =>
    Object.entries(answers).reduce((n, [what, times]) => (/^5/.test(what) ? n + times : n), 0),
  );
  const exactly = (value: number) => spreadOf([value]);
  return [
    {
      id: 'hold.twice',
      what: 'Seats granted twice, by the witness among the callers',
      goal: { atMost: 0, unit: '' },
      measured: exactly(sum(({ twice }) => twice)),
      note: `of ${sum(({ answers }) => answers['201'] ?? 0)} holds`,
    },
    { id: 'hold.faults', what: 'Server errors', goal: { atMost: 0, unit: '' }, measured: exactly(faults) },
    {
      id: 'hold.contended',
      what: '`POST /api/orders/` for 1–6 seats, 32 callers, one hot screening, against pgbench',
      goal: { atLeast: 0.4, unit: '×' },
      measured: spreadOf(contended.map(({ ratio }) => ratio)),
      note: noteOf(contended),
    },
    {
      id: 'hold.p99',
      what: 'The same at half of that rate, open loop: p99 from when a request was due',
      goal: { atMost: 25, unit: 'ms' },
      measured: spreadOf(due.map(({ p99 }) => p99)),
      note: noteOfDue(due),
    },
    {
      id: 'hold.spread',
      what: 'The same over 1,000 screenings',
      goal: { atLeast: 0.6, unit: '×' },
      measured: spreadOf(spread.map(({ ratio }) => ratio)),
      note: noteOf(spread),
    },
  ];
}

function noteOfDue(due: Due[]): string {
  const median = (of: (done: Due) => number) => spreadOf(due.map(of)).median;
  const rounds = due.map(({ p99, disk }) => `${p99.toFixed(0)} | ${disk.toFixed(0)}`).join(', ');
  return `at ${median((done) => done.answeredPerSecond).toFixed(0)} requests/s; p50 ${median(({ p50 }) => p50).toFixed(1)} ms; each round, and the slowest write of a bystander to the same disk meanwhile: ${rounds} ms`;
}

function noteOf(rounds: Round[]): string {
  const median = (of: (round: Round) => number) => Math.round(spreadOf(rounds.map(of)).median);
  const last = rounds.at(-1);
  const granted = last?.done.answers['201'] ?? 0;
  const cost = last ? `; ${costOfEach(last.before, last.after, granted)}, all that goes with it included` : '';
  return `${median(({ done }) => done.grantedPerSecond)} of ${median(({ reference }) => reference)} holds/s${cost}; the load takes ${median(({ cpu }) => cpu * 100)} % of a core`;
}
