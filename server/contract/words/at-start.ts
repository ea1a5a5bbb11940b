/** Words at the start of a line or heading: the names of days and languages are written small in some languages. */
export const atStart = (text: string, locale: string): string =>
  text.charAt(0).toLocaleUpperCase(locale) + text.slice(1);
