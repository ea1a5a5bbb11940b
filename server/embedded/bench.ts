import { prepare } from './prepare.ts';
import { runTool } from './run-tool.ts';
import { runTask, say } from './task.ts';

// `npm run bench -- [part …]`. What it measures, and how, is in tests/bench.
await runTask(async () => {
  await prepare(say);
  return runTool('tsx/dist/cli.mjs', ['tests/bench/main.ts', ...process.argv.slice(2)]);
});
