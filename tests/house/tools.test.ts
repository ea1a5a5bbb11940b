import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { expect, test } from 'vitest';
import { root, sourceFiles } from './source-files.ts';

test('Every tool that a command runs is a package of ours: what others brought along may be gone tomorrow', () => {
  const { dependencies, devDependencies } = JSON.parse(readFileSync(join(root, 'package.json'), 'utf8'));
  const tool = /'((?:@[\w-]+\/)?[\w-]+)\/[\w./-]+\.(?:mjs|js)'|'(@[\w-]+\/[\w-]+)\/bin\/[\w-]+'/g;
  const run = sourceFiles()
    .filter(({ path, text }) => path.startsWith('server/embedded/') && text.includes('runTool('))
    .flatMap(({ text }) => Array.from(text.matchAll(tool), ([, script, program]) => script ?? program ?? ''));
  expect(run).toContain('vitest');
  expect(run.filter((name) => !{ ...dependencies, ...devDependencies }[name])).toEqual([]);
});
