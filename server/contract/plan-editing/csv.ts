/** One line of a file with its number, counted from 1 as an editor counts. */
export interface CsvLine {
  line: number;
  cells: string[];
}

/**
 * Reads comma- or semicolon-separated values (spreadsheets of half of Europe write the latter). Empty lines are left
 * out. A quote that is never closed is answered as the line it opens on. Source: RFC 4180.
 */
export function readCsv(text: string): { lines: CsvLine[] } | { openQuote: number } {
  const content = text.replace(/^\uFEFF/, '').replaceAll(/\r\n?/g, '\n');
  const header = content.split('\n', 1)[0] ?? '';
  const separator = header.includes(';') && !header.includes(',') ? ';' : ',';
  const lines: CsvLine[] = [];
  let cells: string[] = [];
  let line = 1;
  let begun = 1;
  let at = 0;
  const endLine = () => {
    if (cells.some((cell) => cell !== '')) lines.push({ line: begun, cells });
    cells = [];
    begun = line;
  };
  while (at <= content.length) {
    let cell = '';
    if (content[at] === '"') {
      const opened = line;
      for (at += 1; content[at] !== '"' || content[at + 1] === '"'; at += content[at] === '"' ? 2 : 1) {
        if (at >= content.length) return { openQuote: opened };
        if (content[at] === '\n') line += 1;
        cell += content[at];
      }
      at += 1;
    }
    while (at < content.length && content[at] !== separator && content[at] !== '\n') cell += content[at++];
    cells.push(cell.trim());
    const end = content[at];
    at += 1;
    if (end === separator) continue;
    line += 1;
    endLine();
  }
  return { lines };
}

/** Writes what `readCsv` reads. */
export function writeCsv(rows: readonly (readonly (string | number)[])[]): string {
  const cell = (value: string | number) =>
    /[",;\n]/.test(String(value)) ? `"${String(value).replaceAll('"', '""')}"` : String(value);
  return `${rows.map((row) => row.map(cell).join(',')).join('\r\n')}\r\n`;
}
