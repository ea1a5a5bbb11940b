import { runTool } from './run-tool.ts';
import { runTask } from './task.ts';

await runTask(() => runTool('@biomejs/biome/bin/biome', ['check', '--write', ...process.argv.slice(2)]));
