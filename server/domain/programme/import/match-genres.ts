import { slugOf } from '../film-slug.ts';

export interface GenreMatcher {
  /** Codes of genres by their names in a file; unknown names become genres of the plan. */
  codesOf(names: readonly string[]): string[];
  nameOf(code: string): string;
  /** Met so far and not the cinema's yet. */
  fresh: Map<string, string>;
}

/** A genre is known by its name or code; of "Thriller/Suspense" the known half is enough. */
export function genreMatcher(genres: readonly { code: string; name: string }[]): GenreMatcher {
  const fold = (text: string) => text.trim().toLowerCase();
  const codes = new Map(genres.flatMap(({ code, name }) => [[fold(code), code] as const, [fold(name), code] as const]));
  const names = new Map(genres.map(({ code, name }) => [code, name]));
  const fresh = new Map<string, string>();
  return {
    fresh,
    nameOf: (code) => names.get(code) ?? code,
    codesOf: (wanted) => [...new Set(wanted.flatMap(match))],
  };

  function match(name: string): string[] {
    const whole = codes.get(fold(name));
    if (whole !== undefined) return [whole];
    const halves = name.split('/').flatMap((half) => codes.get(fold(half)) ?? []);
    if (halves.length > 0) return halves;
    const code = slugOf(name);
    codes.set(fold(name), code);
    if (!names.has(code)) {
      names.set(code, name);
      fresh.set(code, name);
    }
    return [code];
  }
}
