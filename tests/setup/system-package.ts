import { spawnSync } from 'node:child_process';
import { tmpdir } from 'node:os';
import { join } from 'node:path';

/**
 * Installs a package of the system's where that can be and `here`, a shell's condition, does not hold. One process at a
 * time: apt gives up where another one is at work, and whoever looks meanwhile finds half of what is needed.
 */
export function wantPackage(name: string, here: string): void {
  if (process.getuid?.() !== 0) return;
  const apt = 'apt-get -y -q -o DPkg::Lock::Timeout=300';
  const install = `${here} || { ${apt} update; ${apt} install --no-install-recommends ${name}; }`;
  spawnSync('flock', [join(tmpdir(), 'foyer-packages.lock'), 'sh', '-c', install], { stdio: 'ignore' });
}
