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
  const problem = strictly(text);
  return problem ? { problem } : { value };
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
