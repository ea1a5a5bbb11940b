import { spawnSync } from 'node:child_process';
import { existsSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { setTimeout as delay } from 'node:timers/promises';

/**
 * Clears the way after a run that was killed: stops its PostgreSQL if that outlived it, and sees to it that a stale
 * postmaster.pid does not keep the next one from starting. To be called by the holder of DATA_DIR's lock only.
 */
export async function stopLeftover(data: string, say: (line: string) => void): Promise<void> {
  const file = join(data, 'postmaster.pid');
  if (!existsSync(file)) return;
  const lines = readFileSync(file, 'utf8').split('\n');
  const pid = Number(lines[0]);
  if (!(pid > 0)) return;

  if (serves(pid, data)) {
    say('The last run was cut short and left its PostgreSQL behind; stopping that first.');
    signal(pid, 'SIGINT');
    for (let waited = 0; serves(pid, data); waited += 100) {
      await delay(100);
      const FAST_SHUTDOWN_MS = 20_000;
      if (waited === FAST_SHUTDOWN_MS) signal(pid, 'SIGQUIT');
    }
  } else {
    // After a restart of the machine the number may be another program's, and PostgreSQL would take that one for
    // itself and refuse. It never takes its parent, us, for itself, and still checks that no old backend is left.
    lines[0] = String(process.pid);
    writeFileSync(file, lines.join('\n'));
  }
}

/** Whether this process is a PostgreSQL on this cluster. */
function serves(pid: number, data: string): boolean {
  const command = commandOf(pid);
  return command.includes('postgres') && command.includes(data);
}

function commandOf(pid: number): string {
  if (!existsSync('/proc/self/cmdline')) {
    return spawnSync('ps', ['-ww', '-o', 'command=', '-p', String(pid)], { encoding: 'utf8' }).stdout ?? '';
  }
  try {
    return readFileSync(`/proc/${pid}/cmdline`, 'utf8');
  } catch {
    return '';
  }
}

function signal(pid: number, name: NodeJS.Signals): void {
  try {
    process.kill(pid, name);
  } catch (error) {
    const gone = error instanceof Error && 'code' in error && error.code === 'ESRCH';
    if (!gone) throw error;
  }
}
