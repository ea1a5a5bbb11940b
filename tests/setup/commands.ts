import { spawnSync } from 'node:child_process';
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { root } from '../../server/embedded/prepare.ts';

/** The shell commands of docs/operations.md whose block begins with `# name`. */
export function commandsOf(name: string): string {
  const blocks = [...readFileSync(join(root, 'docs/operations.md'), 'utf8').matchAll(/^```sh\n([\s\S]*?)^```$/gm)];
  const found = blocks.map(([, text = '']) => text).find((text) => text.startsWith(`# ${name}\n`));
  if (!found) throw new Error(`docs/operations.md has no block of commands "# ${name}"`);
  return found;
}

/** Runs them as an operator would, and answers what they said. Throws if one of them fails, or they take minutes. */
export function runCommands(text: string, env: Record<string, string>): string {
  const done = spawnSync('bash', ['-euo', 'pipefail', '-c', text], {
    cwd: root,
    env,
    encoding: 'utf8',
    // While it runs, no clock of the test's does.
    timeout: 100_000,
    killSignal: 'SIGKILL',
  });
  if (done.status !== 0) throw new Error(`${text}\n${done.stdout}${done.stderr}`);
  return done.stdout;
}
