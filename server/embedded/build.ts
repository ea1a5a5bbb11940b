import { prepare } from './prepare.ts';
import { runTask, say } from './task.ts';

// `npm run build`: whatever a start would build, for an image that is built once and started often.
await runTask(async () => {
  await prepare(say);
  return 0;
});
