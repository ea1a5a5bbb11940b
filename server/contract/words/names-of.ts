/**
 * Says a country (ISO 3166-1) or a language (BCP 47) by its name in `locale`. What is no code at all is said as it stands:
 * `Intl` throws at it, and a film must not lose its page over a typo in an old record.
 */
export function namesOf(locale: string, type: 'region' | 'language'): (code: string) => string {
  const names = new Intl.DisplayNames(locale, { type });
  return (code) => {
    try {
      return names.of(code) ?? code;
    } catch {
      return code;
    }
  };
}
