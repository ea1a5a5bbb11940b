import { prepare } from './prepare.ts';
import { runScript } from './run-tool.ts';
import { runTask, say } from './task.ts';

// `npm run bench -- [part …]`. What it measures, and how, is in tests/bench.
await runTask(async () => {
  await prepare(say);
  return runScript('tests/bench/main.ts', process.argv.slice(2));
});
