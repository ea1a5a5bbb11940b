import { spawn } from 'node:child_process';
import { root } from './prepare.ts';

/** Runs one of our packages' command-line tools in the open, killing it if we end first. Resolves with its exit code. */
export function runTool(script: string, args: string[]): Promise<number> {
  return runNode([`node_modules/${script}`, ...args]);
}

/** The same with a script of ours: by a Node that runs TypeScript as this one does. */
export function runScript(script: string, args: string[]): Promise<number> {
  return runNode([...process.execArgv, script, ...args]);
}

async function runNode(args: string[]): Promise<number> {
  const child = spawn(process.execPath, args, { cwd: root, stdio: 'inherit' });
  const giveUp = () => child.kill();
  process.once('exit', giveUp);
  const code = await new Promise<number>((resolve, reject) => {
    child.on('error', reject);
    child.on('exit', (code) => resolve(code ?? 1));
  });
  process.off('exit', giveUp);
  return code;
}
