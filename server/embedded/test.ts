import { runTool } from './run-tool.ts';
import { runTask } from './task.ts';

// `npm test -- [what vitest takes]`. Database, browser and generated code are seen to by tests/setup/global.ts.
await runTask(() => runTool('vitest/vitest.mjs', ['run', ...process.argv.slice(2)]));
