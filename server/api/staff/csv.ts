/**
 * A line of a table for spreadsheets. A cell that a spreadsheet would take for a formula is told to be text; a number
 * below zero is left alone. Source: RFC 4180; OWASP "CSV Injection".
 */
export function csvRow(cells: readonly string[]): string {
  const safe = (cell: string) => (/^-?\d+(\.\d+)?$/.test(cell) ? cell : cell.replace(/^[=+\-@\t\r\n]/, "'$&"));
  return `${cells.map((cell) => `"${safe(cell).replaceAll('"', '""')}"`).join(',')}\r\n`;
}
