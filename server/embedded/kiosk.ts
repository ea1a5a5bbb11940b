import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { join } from 'node:path';
import { loadConfig } from '../config.ts';
import { CannotStart } from './cannot-start.ts';
import { electronFlags, findElectron } from './find-electron.ts';
import { prepare, root } from './prepare.ts';
import { runTask, say } from './task.ts';

// `npm run kiosk [-- --server=https://…]`: the box office's app against the server that runs on this machine, or another.
await runTask(async (onStop) => {
  const { port, dataDir } = loadConfig(process.env);
  const asked = process.argv.slice(2);
  const named = asked.find((each) => each.startsWith('--server='))?.slice('--server='.length);
  const server = named ?? `http://localhost:${port}`;
  await prepare(say, { electron: true });
  const electron = findElectron(say, process.env);
  await mustAnswer(server);
  mustHaveScreen(process.env);
  const child = spawn(
    electron,
    [
      join(root, '.build'),
      ...electronFlags(),
      `--user-data-dir=${join(dataDir, 'kiosk')}`,
      `--server=${server}`,
      ...asked,
    ],
    { stdio: 'inherit' },
  );
  onStop(async () => {
    if (child.exitCode !== null || child.signalCode !== null) return;
    child.kill();
    await once(child, 'exit');
  });
  say(`The till is open, at ${server}. In the demo it is let in with the code FOYER-TILL-1.`);
  const [code] = await once(child, 'exit');
  return typeof code === 'number' ? code : 1;
});

async function mustAnswer(server: string): Promise<void> {
  const answer = await fetch(`${server}/healthz`, { signal: AbortSignal.timeout(5_000) }).catch(() => null);
  if (answer?.ok) return;
  throw new CannotStart(`Nothing answers at ${server}. Start the cinema first, with npm start in another window.`);
}

function mustHaveScreen(env: NodeJS.ProcessEnv): void {
  if (process.platform !== 'linux' || env.DISPLAY || env.WAYLAND_DISPLAY) return;
  throw new CannotStart('There is no screen here (DISPLAY is not set). The till is also at /kiosk/ in a browser.');
}
