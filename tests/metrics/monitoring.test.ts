import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { load } from 'js-yaml';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { sql } from '../../server/db.ts';
import { root } from '../../server/embedded/prepare.ts';
import { enqueue } from '../../server/jobs/enqueue.ts';
import { type TestHouse, testHouse } from '../setup/house.ts';
import { type TestServer, testServer } from '../setup/server.ts';
import { figure, readMetrics, type Scraped } from './prometheus-text.ts';

// What docs/monitoring offers to an operator asks for figures that there are.

interface Dashboard {
  panels: { title: string; targets?: { expr: string }[] }[];
}
interface Alerts {
  groups: { rules: { alert: string; expr: string; annotations: { summary: string } }[] }[];
}

const file = (name: string) => readFileSync(join(root, 'docs', name), 'utf8');
const dashboard = JSON.parse(file('monitoring/dashboard.json')) as Dashboard;
const alerts = (load(file('monitoring/alerts.yml')) as Alerts).groups.flatMap(({ rules }) => rules);
const queries = [...dashboard.panels.flatMap(({ targets = [] }) => targets), ...alerts].map(({ expr }) => expr);

/** What the target itself adds. */
const fromPrometheus = ['instance', 'job'];

/** What a query asks for that nobody tells: figures, and labels of them. */
function missing(query: string, { types, samples }: Scraped): string[] {
  const known = new Set(['up', ...samples.map(({ name }) => name)]);
  const labels = new Set([...fromPrometheus, 'le', ...samples.flatMap((sample) => Object.keys(sample.labels))]);
  const names =
    query.replaceAll(/\{[^}]*\}|"[^"]*"|by \([^)]*\)/g, ' ').match(/\b(?:up|(?:foyer|process|nodejs)_\w+)\b/g) ?? [];
  const wanted = [
    ...[...query.matchAll(/(\w+)\s*(?:=~|!~|!=|=)\s*"/g)].map(([, label = '']) => label),
    ...[...query.matchAll(/by \(([^)]*)\)/g)].flatMap(([, list = '']) => list.split(',').map((label) => label.trim())),
  ];
  if (names.length === 0) return [`no figure in ${query}`];
  return [
    ...names.filter((name) => !known.has(name) && !types.has(name)),
    ...wanted.filter((label) => !labels.has(label)),
  ];
}

let t: TestHouse;
let server: TestServer;
let seen: Scraped;
beforeAll(async () => {
  t = await testHouse();
  // Nobody is there: a Redis that is away is a figure too.
  server = await testServer(t.url, undefined, { role: 'all', redisUrl: 'redis://127.0.0.1:1' });
  expect((await fetch(`${server.url}/api/sessions/1/`)).status).toBe(404);
  server.deps.metrics.jobs.observe({ task: 'sweep', outcome: 'done' }, 0.1);
  await enqueue(sql(t.db), 'sweep', {});
  seen = readMetrics(await (await fetch(`${server.url}/metrics`)).text());
});
afterAll(async () => {
  await server?.stop();
  await t?.drop();
});

test('Every query of the dashboard and of the alerts asks for a figure that there is, by labels that it has', () => {
  expect(queries.length).toBeGreaterThan(30);
  expect(queries.flatMap((query) => missing(query, seen))).toEqual([]);
  expect(figure(seen, 'foyer_redis_up', { connection: 'counts' })).toBe(0);
});

test('Whoever is woken by an alert finds in the manual what it sends them to', () => {
  const manual = file('operations.md');
  const named = alerts.flatMap(({ annotations }) => [...annotations.summary.matchAll(/\b[Ss]ee ([^.]+)\.$/g)]);
  expect(named.length).toBeGreaterThan(5);
  for (const [, place] of named) expect(manual).toMatch(new RegExp(`^(## ${place}$|\\*\\*${place}\\.\\*\\*)`, 'm'));
});

test('The rule sees a query that asks for what nobody tells', () => {
  expect(missing('rate(foyer_nothing_total[5m])', seen)).toEqual(['foyer_nothing_total']);
  expect(missing('foyer_waiting{who="me"}', seen)).toEqual(['who']);
  expect(missing('sum by (colour) (foyer_waiting)', seen)).toEqual(['colour']);
  expect(missing('1 + 1', seen)).toHaveLength(1);
});
