import { quickLibraries } from '../config.ts';
import { prepare } from './prepare.ts';
import { runTask, say } from './task.ts';

// `npm run build`: whatever a start would build, for an image that is built once and started often.
await runTask(async () => {
  await prepare(say);
  quickLibraries();
  // What is read in here is compiled, and kept.
  await Promise.all([import('../main.ts'), import('../app.ts'), import('./ready-database.ts')]);
  return 0;
});
