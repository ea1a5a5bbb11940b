/**
 * Says names in a row as a language does: `F7, F8 and F9`. How it does is asked of `Intl` once: to ask it every time took a
 * refusal longer than all else that it says. Source: Unicode CLDR, list patterns.
 */
export function namesInARow(tag: string): (names: readonly string[]) => string {
  const format = new Intl.ListFormat(tag, { type: 'conjunction' });
  const between = (count: number) =>
    format
      .formatToParts(new Array<string>(count).fill('x'))
      .flatMap(({ type, value }) => (type === 'literal' ? [value] : []));
  const [pair] = between(2);
  const [comma = '', , last = ''] = between(4);
  return (names) => (names.length < 3 ? names.join(pair) : names.slice(0, -1).join(comma) + last + names.at(-1));
}
