import { createHash } from 'node:crypto';
import { mkdirSync, readFileSync, renameSync, writeFileSync } from 'node:fs';
import { createRequire, enableCompileCache, registerHooks, setSourceMapsSupport } from 'node:module';
import { dirname, join, relative } from 'node:path';
import { fileURLToPath } from 'node:url';

// `node --import ./server/embedded/typescript-hooks.mjs <file>`: runs our TypeScript. Node does so itself, and blanks out the
// types, so that lines stay where they are; only JSX wants compiling. What Node and we have compiled is kept, each with a
// digest of what it was made from, and never given for anything else: a second start reads no compiler in. (JavaScript
// itself, or Node would read its compiler in for this file.)

const root = fileURLToPath(new URL('../../', import.meta.url));
const home = new URL('../../', import.meta.url).href;
const folder = join(root, '.build/javascript');

enableCompileCache(join(folder, 'node'));
setSourceMapsSupport(true, { nodeModules: false, generatedCode: false });
registerHooks({
  load(url, context, nextLoad) {
    if (!url.startsWith(home) || !url.endsWith('.tsx')) return nextLoad(url, context);
    return { format: 'module', source: javascriptOf(fileURLToPath(url)), shortCircuit: true };
  },
});

const require = createRequire(import.meta.url);
const compiler = require('rolldown/package.json').version;

function javascriptOf(file) {
  const source = readFileSync(file, 'utf8');
  const mark = `// ${createHash('sha1').update(compiler).update(source).digest('hex')}\n`;
  const kept = join(folder, `${relative(root, file)}.js`);
  const before = readIfThere(kept);
  if (before?.startsWith(mark)) return before;
  const code = mark + compile(file, source);
  keep(kept, code);
  return code;
}

/** The mark takes the first line, so the map begins on the second. */
function compile(file, source) {
  const { transformSync } = require('rolldown/utils');
  const { code, map, errors } = transformSync(file, source, { lang: 'tsx', sourcemap: true });
  if (errors.length > 0) throw new SyntaxError(`${file}: ${errors.map(({ message }) => message).join('\n')}`);
  const json = JSON.stringify({ ...map, mappings: `;${map?.mappings}`, sources: [file], sourcesContent: undefined });
  return `${code}\n//# sourceMappingURL=data:application/json;base64,${Buffer.from(json).toString('base64')}\n`;
}

function readIfThere(file) {
  try {
    return readFileSync(file, 'utf8');
  } catch {
    return null;
  }
}

/** In one move, because several processes may start at once. Where nothing can be written, it is compiled at each start. */
function keep(file, text) {
  try {
    mkdirSync(dirname(file), { recursive: true });
    writeFileSync(`${file}.${process.pid}`, text);
    renameSync(`${file}.${process.pid}`, file);
  } catch {
    // As said.
  }
}
