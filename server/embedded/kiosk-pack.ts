import { electronVersion, presentElectron } from './find-electron.ts';
import { prepare } from './prepare.ts';
import { runTool } from './run-tool.ts';
import { runTask, say } from './task.ts';

// `npm run kiosk:pack [-- what electron-builder takes]`: installers for this system by `electron-builder.yml`, in
// .build/packed. KIOSK_UPDATES_URL: the address that packed tills look for newer versions at.
await runTask(async () => {
  await prepare(say, { electron: true });
  return await runTool('electron-builder/cli.js', [
    ...updatesFrom(process.env),
    ...electronOf(process.env),
    ...process.argv.slice(2),
  ]);
});

/** A folder of files on any web server is enough for updates. Nothing is ever uploaded from here. */
function updatesFrom(env: NodeJS.ProcessEnv): string[] {
  const url = env.KIOSK_UPDATES_URL;
  const where = url ? ['-c.publish.provider=generic', `-c.publish.url=${url}`] : [];
  return ['--publish=never', ...where];
}

/** Where an Electron was named, that one is packed; otherwise electron-builder fetches the one of package.json. */
function electronOf(env: NodeJS.ProcessEnv): string[] {
  const named = env.ELECTRON_OVERRIDE_DIST_PATH;
  const present = named ? presentElectron(env) : null;
  return present ? [`-c.electronDist=${named}`, `-c.electronVersion=${electronVersion(present)}`] : [];
}
