import { execFileSync } from 'node:child_process';
import { expect, test } from 'vitest';
import { environmentOfTools } from '../../server/config.ts';
import { nodeFlags } from '../../server/embedded/node-flags.mjs';
import { root } from '../house/source-files.ts';

/** React for developers freezes what it makes; the quick one has no time for it. */
const program = (before: string) => `
  import { loadConfig, quickLibraries } from './server/config.ts';
  const { demo } = loadConfig(process.env);
  ${before}
  const { createElement } = await import('react');
  console.log(JSON.stringify({ demo, frozen: Object.isFrozen(createElement('p').props) }));
`;

const run = (before: string, mode: string) =>
  JSON.parse(
    execFileSync(process.execPath, [...nodeFlags, '--input-type=module', '-e', program(before)], {
      cwd: root,
      env: { PATH: process.env.PATH, NODE_ENV: mode },
      encoding: 'utf8',
    }),
  );

test.each(['', 'development', 'test'])(
  'A demo (NODE_ENV=%s) is served by the quick React, and stays a demo',
  (mode) => {
    expect(run('', mode)).toMatchObject({ demo: true, frozen: true });
    expect(run('quickLibraries();', mode)).toMatchObject({ demo: true, frozen: false });
  },
);

test('Pages are built as those of a real house, also for tests', () => {
  expect(process.env.NODE_ENV).toBe('test');
  expect(environmentOfTools()).toEqual({ ...process.env, NODE_ENV: 'production' });
});
