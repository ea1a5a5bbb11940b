/** A path to go back to that a form names, if it is ours: `//elsewhere` and `/\elsewhere` are other hosts to a browser. */
export function ownPath(path: unknown): string {
  if (typeof path !== 'string' || !/^\/(?![/\\])/.test(path)) return '/';
  return new URL(path, 'http://own.invalid').host === 'own.invalid' ? path : '/';
}
