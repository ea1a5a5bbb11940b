import { execFileSync } from 'node:child_process';
import { existsSync, readFileSync, writeFileSync } from 'node:fs';
import { cpus, loadavg, totalmem } from 'node:os';
import { join, relative } from 'node:path';
import { root } from '../../server/embedded/prepare.ts';
import { type Figure, type Goal, met } from './part.ts';

export const file = join(root, 'docs/benchmarks.md');
/** From here on the document is written by hand, and a new run keeps it. */
const byHand = '<!-- By hand from here on: a run keeps it. -->';

export interface Run {
  rounds: number;
  /** Of each measurement. */
  seconds: number;
  /** Milliseconds of the epoch. */
  began: number;
  loadBefore: number;
  /** Parts that are still to be measured. */
  missing?: string[];
}

/** Processes that want to run, on average over the last minute: what else the machine does. Source: `uptime`. */
export const machineLoad = (): number => loadavg()[0] ?? Number.NaN;

/** The figures as a Markdown table. */
export function table(figures: readonly Figure[]): string {
  const rows = figures.map((figure) => {
    const { min, median, max } = figure.measured;
    const { unit } = figure.goal;
    const measured =
      min === max ? inUnit(median, unit) : `**${inUnit(median, unit)}** (${shown(min, unit)} – ${shown(max, unit)})`;
    const what = figure.note ? `${figure.what}<br><small>${figure.note}</small>` : figure.what;
    return `| ${what} | ${goalText(figure.goal)} | ${measured} | ${met(figure) ? 'met' : '**not met**'} |`;
  });
  return ['| what | goal | measured: median (min – max) | |', '| --- | --- | --- | --- |', ...rows].join('\n');
}

export function writeReport(
  figures: readonly Figure[],
  { rounds, seconds, began, loadBefore, missing = [] }: Run,
): void {
  const minutes = (Date.now() - began) / 60_000;
  const kept = existsSync(file) ? readFileSync(file, 'utf8').split(byHand)[1] : undefined;
  const missed = figures.filter((figure) => !met(figure)).length;
  const text = [
    '# Benchmarks',
    '',
    `Written by \`npm run bench\`. ${figures.length} figures, ${figures.length - missed} goals met, ${missed} not.`,
    '',
    `- Machine: ${machine()}`,
    `- Commit: ${commit()}`,
    `- Run: ${new Date().toISOString().slice(0, 10)}, ${rounds} interleaved rounds of ${seconds} s each, ${minutes.toFixed(0)} minutes`,
    `- Load of the machine: ${loadBefore.toFixed(1)} before the run, ${machineLoad().toFixed(1)} at its end, the run's own included`,
    ...(missing.length > 0 ? [`- Not measured: ${missing.join(', ')}`] : []),
    '',
    table(figures),
    '',
    byHand,
    kept ? `\n${kept.trim()}` : '',
    '',
  ].join('\n');
  writeFileSync(file, text);
}

const shown = (value: number, unit: string) => value.toFixed(unit === '×' ? 2 : unit === '' ? 0 : value < 10 ? 1 : 0);
const inUnit = (value: number, unit: string) => `${shown(value, unit)} ${unit}`.trimEnd();

function goalText(goal: Goal): string {
  if ('atLeast' in goal) return `≥ ${inUnit(goal.atLeast, goal.unit)}`;
  if ('below' in goal) return `< ${goal.below} ${goal.unit}`;
  return goal.atMost === 0 ? '0' : `≤ ${goal.atMost} ${goal.unit}`;
}

function machine(): string {
  const [cpu] = cpus();
  return `${cpus().length} × ${cpu?.model.trim() ?? 'unknown'}, ${Math.round(totalmem() / 2 ** 30)} GB, ${process.platform} ${process.arch}, Node ${process.versions.node}`;
}

function commit(): string {
  const git = (...args: string[]) => execFileSync('git', args, { cwd: root, encoding: 'utf8' }).trim();
  try {
    return (
      git('rev-parse', '--short=12', 'HEAD') +
      (git('status', '--porcelain', '--', '.', `:!${relative(root, file)}`) ? ', with changes of its own' : '')
    );
  } catch {
    return 'unknown';
  }
}
