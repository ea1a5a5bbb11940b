import { execFileSync } from 'node:child_process';
import { existsSync, mkdirSync, mkdtempSync, readFileSync, rmSync, utimesSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { afterEach, beforeEach, expect, test } from 'vitest';
import { nodeFlags } from '../../server/embedded/node-flags.mjs';
import { root } from '../house/source-files.ts';

const keptIn = join(root, '.build/javascript');
let folder: string;
beforeEach(() => {
  mkdirSync(join(root, '.build'), { recursive: true });
  folder = mkdtempSync(join(root, '.build/typescript-'));
});
afterEach(() => {
  rmSync(folder, { recursive: true, force: true });
  rmSync(join(keptIn, folder.slice(root.length)), { recursive: true, force: true });
});

function run(file: string): string {
  return execFileSync(process.execPath, [...nodeFlags, join(folder, file)], { encoding: 'utf8', stdio: 'pipe' });
}

test('A page and a module run as they are written, and a fault names their files and lines', () => {
  writeFileSync(
    join(folder, 'house.ts'),
    'export interface House { name: string }\n\nexport const name: string = "Foyer";\n',
  );
  writeFileSync(
    join(folder, 'page.tsx'),
    [
      "import { renderToString } from 'react-dom/server';",
      "import { type House, name } from './house.ts';",
      '',
      'function Title({ house }: { house: House }) {',
      '  if (house.name === "") {',
      '    throw new Error("nameless");',
      '  }',
      '  return <h1>{house.name}</h1>;',
      '}',
      'console.log(renderToString(<Title house={{ name }} />));',
      'try {',
      '  renderToString(<Title house={{ name: "" }} />);',
      '} catch (fault) {',
      '  console.log((fault as Error).stack);',
      '}',
    ].join('\n'),
  );
  for (let turn = 1; turn <= 2; turn++) {
    const said = run('page.tsx');
    expect(said).toContain('<h1>Foyer</h1>');
    expect(said).toMatch(/Title .*page\.tsx:6:/);
  }
});

test('A file that was changed never runs as it was, and one that is as it was is not compiled again', () => {
  const file = join(folder, 'said.tsx');
  const kept = join(keptIn, `${file.slice(root.length)}.js`);
  writeFileSync(file, 'console.log("one" satisfies string);');
  expect(run('said.tsx')).toBe('one\n');
  expect(existsSync(kept)).toBe(true);

  // What is kept is what runs: else the test of the next change would prove nothing.
  writeFileSync(kept, readFileSync(kept, 'utf8').replace('"one"', '"kept"'));
  expect(run('said.tsx')).toBe('kept\n');
  writeFileSync(file, 'console.log("two" satisfies string);');
  expect(run('said.tsx')).toBe('two\n');
  writeFileSync(file, 'console.log("one" satisfies string);');
  expect(run('said.tsx')).toBe('one\n');
});

test('Nor does what Node itself has compiled and kept', () => {
  for (const said of ['one', 'one', 'two', 'one']) {
    // As long as before, and of the same time: only the text tells.
    writeFileSync(join(folder, 'said.ts'), `console.log('${said}' satisfies string);`);
    utimesSync(join(folder, 'said.ts'), 0, 0);
    expect(run('said.ts')).toBe(`${said}\n`);
  }
});

test('What cannot be compiled says where', () => {
  writeFileSync(join(folder, 'wrong.tsx'), 'export const page = <p>;\n');
  expect(() => run('wrong.tsx')).toThrow(/wrong\.tsx/);
});
