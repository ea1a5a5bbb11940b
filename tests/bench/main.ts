import { machineNode, startHello } from './anchors/start-hello.ts';
import { type Cinema, openCinema } from './cinema.ts';
import { openClient } from './client.ts';
import type { Context, Figure, Part } from './part.ts';
import { fanout } from './parts/fanout.ts';
import { growth } from './parts/growth.ts';
import { hold } from './parts/hold.ts';
import { pages } from './parts/pages.ts';
import { paint } from './parts/paint.ts';
import { read } from './parts/read.ts';
import { refuse } from './parts/refuse.ts';
import { stampede } from './parts/stampede.ts';
import { start } from './parts/start.ts';
import { file, machineLoad, type Run, table, writeReport } from './report.ts';

// `npm run bench`: all parts, and docs/benchmarks.md. `npm run bench -- hold read`: some, on the terminal alone.
// `--rounds=2 --seconds=1` for a quick look.

const parts: Part[] = [hold, refuse, read, fanout, paint, stampede, start, pages, growth];
const rounds = numberOf('rounds', 6);
const seconds = numberOf('seconds', 3);
const named = process.argv.slice(2).filter((word) => !word.startsWith('--'));
const chosen = named.length === 0 ? parts : parts.filter(({ name }) => named.includes(name));
if (chosen.length < named.length) {
  console.error(`There is no such part. There are: ${parts.map(({ name }) => name).join(', ')}.`);
  process.exit(1);
}

const say = (line: string): void => console.log(line);
const run: Run = { rounds, seconds, began: Date.now(), loadBefore: machineLoad() };
const opened: { close(): unknown }[] = [];
const open = async (fill?: (databaseUrl: string) => Promise<void>): Promise<Cinema> => {
  const cinema = await openCinema(say, fill);
  opened.push(cinema);
  return cinema;
};
for (const signal of ['SIGINT', 'SIGTERM'] as const) process.once(signal, () => closeAll().then(() => process.exit(1)));
try {
  const client = openClient();
  opened.push(client);
  const [hello, ownHello] = [await startHello(machineNode()), await startHello(process.execPath)];
  opened.push(hello, ownHello);
  const context: Context = { cinema: await open(), hello, ownHello, client, rounds, seconds, say, openCinema: open };
  const figures: Figure[] = [];
  for (const [done, part] of chosen.entries()) {
    figures.push(...(await part.run(context)));
    // After each part: a run that somebody stops has not been for nothing.
    if (named.length === 0) writeReport(figures, { ...run, missing: chosen.slice(done + 1).map(({ name }) => name) });
  }
  say(`\n${table(figures)}\n`);
  if (named.length === 0) say(`Written to ${file}.`);
} finally {
  await closeAll();
}

async function closeAll(): Promise<void> {
  for (const each of opened.splice(0).reverse()) await each.close();
}

function numberOf(name: string, usual: number): number {
  const given = process.argv.find((word) => word.startsWith(`--${name}=`));
  return given ? Number(given.split('=')[1]) : usual;
}
