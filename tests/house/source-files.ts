import { execFileSync } from 'node:child_process';
import { readFileSync } from 'node:fs';
import { dirname, join, normalize } from 'node:path';

export const root = join(import.meta.dirname, '../..');

export interface SourceFile {
  /** From the root: `server/domain/house.ts`. */
  path: string;
  text: string;
  imports: Import[];
}

export interface Import {
  /** A path from the root, or a package's name. */
  target: string;
  local: boolean;
  typeOnly: boolean;
}

const extensions = /\.(ts|tsx|mts|mjs)$/;

/** Every source file of the house that git knows or would know. */
export function sourceFiles(): SourceFile[] {
  const listed = execFileSync('git', ['ls-files', '-co', '--exclude-standard', '--deduplicate'], {
    cwd: root,
    encoding: 'utf8',
  });
  return listed
    .split('\n')
    .filter((path) => extensions.test(path))
    .flatMap((path) => {
      const text = readIfThere(path);
      return text === null ? [] : [{ path, text, imports: importsOf(path, text) }];
    });
}

/** Null for a file that was deleted and not yet committed so. */
function readIfThere(path: string): string | null {
  try {
    return readFileSync(join(root, path), 'utf8');
  } catch {
    return null;
  }
}

const statement =
  /^\s*(?:import|export)\s+(type\s)?[^'"`;]*?from\s+'([^']+)'|^\s*import\s+'([^']+)'|\bimport\('([^']+)'\)/gm;

export function importsOf(path: string, text: string): Import[] {
  return Array.from(text.matchAll(statement), ([, type, from, bare, dynamic]) => {
    const target = from ?? bare ?? dynamic ?? '';
    const local = target.startsWith('.');
    return {
      target: local ? normalize(join(dirname(path), target)) : packageOf(target),
      local,
      typeOnly: type !== undefined,
    };
  });
}

function packageOf(specifier: string): string {
  return specifier
    .split('/')
    .slice(0, specifier.startsWith('@') ? 2 : 1)
    .join('/');
}
