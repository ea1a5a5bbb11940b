/** A request's JSON that was read, or what is wrong with it. */
export type ReadJson = { value: unknown } | { problem: string };

const mostDepth = 16;
const tokens = /"[^"\\]*(?:\\.[^"\\]*)*"|[{}[\],]/gs;

/**
 * Reads JSON more strictly than `JSON.parse`: a name that comes twice in one object (which of the two was meant?),
 * nesting deeper than anything we ask for, and text that PostgreSQL cannot store (NUL, half a surrogate pair) are
 * refused at the door, in this one place.
 */
export function readJson(text: string): ReadJson {
  let value: unknown;
  try {
    value = JSON.parse(text);
  } catch {
    return { problem: 'must be JSON' };
  }
  const problem = isPlain(text, value) ? null : strictly(text);
  return problem ? { problem } : { value };
}

/** Whether nothing can be wrong: nothing is escaped, as many names are read as were written, and nothing lies deep. */
function isPlain(text: string, value: unknown): boolean {
  return text.isWellFormed() && !text.includes('\\') && namesWritten(text) === namesRead(value, 1);
}

/** In valid JSON without escapes: each colon outside of a string follows a name. */
function namesWritten(text: string): number {
  let names = 0;
  let inString = false;
  for (let at = 0; at < text.length; at++) {
    const code = text.charCodeAt(at);
    if (code === quote) inString = !inString;
    else if (code === colon && !inString) names += 1;
  }
  return names;
}

const quote = 34;
const colon = 58;

/** Not a number if it lies too deep. */
function namesRead(value: unknown, depth: number): number {
  if (typeof value !== 'object' || value === null) return 0;
  if (depth > mostDepth) return Number.NaN;
  const within = Object.values(value);
  let names = Array.isArray(value) ? 0 : within.length;
  for (const each of within) names += namesRead(each, depth + 1);
  return names;
}

/** Walks over the tokens of valid JSON. */
function strictly(text: string): string | null {
  const open: (Set<string> | null)[] = [];
  let nameNext = false;
  for (const [token] of text.matchAll(tokens)) {
    const names = open.at(-1);
    if (token === '{' || token === '[') {
      open.push(token === '{' ? new Set() : null);
      nameNext = token === '{';
      if (open.length > mostDepth) return `must not be nested deeper than ${mostDepth} levels`;
    } else if (token === '}' || token === ']') {
      open.pop();
      nameNext = false;
    } else if (token === ',') {
      nameNext = names instanceof Set;
    } else {
      const said: string = JSON.parse(token);
      if (said.includes('\0') || !said.isWellFormed()) return 'must not contain characters that are no text';
      if (nameNext && names?.has(said)) return `must not name "${said.slice(0, 40)}" twice`;
      if (nameNext) names?.add(said);
      nameNext = false;
    }
  }
  return null;
}
