import { prepare } from './prepare.ts';
import { runTool } from './run-tool.ts';
import { runTask, say } from './task.ts';

const CHECKS: [name: string, script: string, args: string[]][] = [
  ['types', 'typescript/bin/tsc', ['-p', '.']],
  ['lint and format', '@biomejs/biome/bin/biome', ['check', '.']],
  ['unused code', 'knip/bin/knip.js', []],
  ['house rules', 'vitest/vitest.mjs', ['run', '--project', 'house']],
];

// `npm run check`: all of it, even after a failure, so that one run shows everything there is to mend.
await runTask(async () => {
  await prepare(say);
  const failed: string[] = [];
  for (const [name, script, args] of CHECKS) {
    say(`\n── ${name}`);
    if ((await runTool(script, args)) !== 0) failed.push(name);
  }
  say(failed.length === 0 ? '\nAll checks passed.' : `\nFailed: ${failed.join(', ')}.`);
  return failed.length === 0 ? 0 : 1;
});
