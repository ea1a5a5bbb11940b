import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { expect, test } from 'vitest';
import { root } from '../../server/embedded/prepare.ts';

test('The lock file names the packages of package.json and no other, or each start would install anew', () => {
  const read = (name: string) => JSON.parse(readFileSync(join(root, name), 'utf8'));
  const [wanted, locked] = [read('package.json'), read('package-lock.json').packages['']];
  for (const kind of ['dependencies', 'devDependencies', 'optionalDependencies']) {
    expect(locked[kind] ?? {}).toEqual(wanted[kind] ?? {});
  }
});
