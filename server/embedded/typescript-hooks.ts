import { createHash } from 'node:crypto';
import { mkdirSync, readFileSync, renameSync, writeFileSync } from 'node:fs';
import { createRequire, registerHooks, setSourceMapsSupport, stripTypeScriptTypes } from 'node:module';
import { dirname, join, relative } from 'node:path';
import { fileURLToPath } from 'node:url';

// `node --import ./server/embedded/typescript-hooks.ts <file>` runs our TypeScript. Types are blanked out, so that every
// line and column stays where it was; a page's JSX is compiled, with a source map. What came of a file is kept with a digest
// of its text, and given again for that text alone: a server that starts a second time reads no compiler in.

const root = fileURLToPath(new URL('../../', import.meta.url));
const home = new URL('../../', import.meta.url).href;
const folder = join(root, '.build/javascript');
const require = createRequire(import.meta.url);
const madeBy = `${process.version} ${require('rolldown/package.json').version}`;

registerHooks({
  load(url, context, nextLoad) {
    if (!url.startsWith(home) || !/\.tsx?$/.test(url) || url.includes('/node_modules/')) return nextLoad(url, context);
    return { format: 'module', source: javascriptOf(fileURLToPath(url)), shortCircuit: true };
  },
});
setSourceMapsSupport(true, { nodeModules: false, generatedCode: false });

function javascriptOf(file: string): string {
  const source = readFileSync(file, 'utf8');
  const digest = createHash('sha1').update(madeBy).update('\0').update(source).digest('hex');
  const kept = join(folder, `${relative(root, file)}.js`);
  const before = read(kept);
  const mark = `//${digest}\n`;
  if (before?.startsWith(mark)) return before.slice(mark.length);
  const code = compile(file, source);
  keep(kept, mark + code);
  return code;
}

function compile(file: string, source: string): string {
  if (!file.endsWith('x')) return stripTypeScriptTypes(source);
  const { transformSync } = require('rolldown/utils');
  const { code, map, errors } = transformSync(file, source, {
    lang: 'tsx',
    jsx: { runtime: 'automatic' },
    sourcemap: true,
    target: 'esnext',
  });
  if (errors.length > 0) throw new SyntaxError(errors.map((error: Error) => error.message).join('\n'));
  return `${code}\n//# sourceMappingURL=data:application/json;base64,${Buffer.from(JSON.stringify({ ...map, sourcesContent: undefined })).toString('base64')}`;
}

function read(file: string): string | null {
  try {
    return readFileSync(file, 'utf8');
  } catch {
    return null;
  }
}

/** In one move, because several processes may start at once. Where nothing can be written, it is compiled each time. */
function keep(file: string, text: string): void {
  try {
    mkdirSync(dirname(file), { recursive: true });
    const draft = `${file}.${process.pid}`;
    writeFileSync(draft, text);
    renameSync(draft, file);
  } catch {
    // Nothing is lost but time.
  }
}
