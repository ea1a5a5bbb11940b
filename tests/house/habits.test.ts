import { readdirSync } from 'node:fs';
import { expect, test } from 'vitest';
import { root, sourceFiles } from './source-files.ts';

test('Only config.ts reads the environment', () => {
  // run.mjs comes before anything that could be imported, and only passes the environment on.
  const allowed = ['server/config.ts', 'prisma.config.ts', 'server/embedded/run.mjs'];
  const readers = sourceFiles().filter(
    ({ path, text }) =>
      !path.startsWith('tests/') &&
      !allowed.includes(path) &&
      /process\.env\b(?!\))/.test(text.replaceAll(/loadConfig\(process\.env\)/g, '')),
  );
  expect(readers.map(({ path }) => path)).toEqual([]);
});

test('Rooms are small: no file of the product beyond 250 lines', () => {
  const large = sourceFiles().filter(({ path, text }) => !path.startsWith('tests/') && text.split('\n').length > 251);
  expect(large.map(({ path, text }) => `${path}: ${text.split('\n').length - 1}`)).toEqual([]);
});

test('Nothing is switched off, stubbed or put off', () => {
  const slack = /\b(test|describe|it)\.(only|skip)\(|\bTODO\b|\bFIXME\b|@ts-ignore|@ts-expect-error|\bas any\b/;
  const here = 'tests/house/habits.test.ts';
  expect(
    sourceFiles()
      .filter(({ path, text }) => path !== here && slack.test(text))
      .map(({ path }) => path),
  ).toEqual([]);
});

test('The top level holds the folders that were agreed on', () => {
  const agreed = ['server', 'admin', 'kiosk', 'storefront', 'prisma', 'tests', 'docs'];
  const folders = readdirSync(root, { withFileTypes: true }).filter(
    (entry) => entry.isDirectory() && !entry.name.startsWith('.') && entry.name !== 'node_modules',
  );
  expect(folders.map((entry) => entry.name).filter((name) => !agreed.includes(name))).toEqual([]);
});
