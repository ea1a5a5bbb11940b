/** Signs that no code page of a receipt printer has, by their ISO 4217 codes. Source: Unicode, Currency Symbols. */
const currencies: Record<string, string> = { '₴': 'UAH', '₺': 'TRY', '₸': 'KZT', '₾': 'GEL', '₹': 'INR', '₪': 'ILS' };
const others: Record<string, string> = { ʼ: '’', '−': '-', '‑': '-', '′': '’' };

/** The same text in characters that a receipt printer can have: no thin or unbreakable spaces, no rare signs. */
export function plainText(text: string): string {
  return text
    .normalize('NFC')
    .replaceAll(/[\u00a0\u2007\u2009\u202f]/g, ' ')
    .replaceAll(/[₴₺₸₾₹₪](?=\d)/g, (sign) => `${currencies[sign]} `)
    .replaceAll(/[₴₺₸₾₹₪]/g, (sign) => currencies[sign] ?? sign)
    .replaceAll(/[ʼ−‑′]/g, (sign) => others[sign] ?? sign);
}
