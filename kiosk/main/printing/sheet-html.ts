import { toString as drawQr } from 'qrcode';
import type { PrintDocument, PrintLine } from '../../../server/contract/till/prints.ts';

/** Printable width of a roll in millimetres. Source: Epson TM-T20 and TM-P20 specifications. */
const printable = { 58: 48, 80: 72 } as const;

const style = (paper: 58 | 80) => `
  @page { margin: 0 }
  * { margin: 0; padding: 0; box-sizing: border-box }
  html { background: #fff }
  body { width: ${paper}mm; padding: 3mm ${(paper - printable[paper]) / 2}mm 6mm; color: #000; overflow-wrap: anywhere;
    font: ${paper === 80 ? 10.5 : 9}pt/1.3 "Golos Text", "Noto Sans", "DejaVu Sans", "Segoe UI", Arial, sans-serif }
  .title { font-size: 1.35em; font-weight: 700; text-align: center; line-height: 1.15; padding: 1mm 0 }
  .large { font-size: 1.7em; font-weight: 800; text-align: center; line-height: 1.15; padding: 1.5mm 0 }
  .center { text-align: center }
  .pair { display: flex; justify-content: space-between; gap: 3mm }
  .pair span:last-child { text-align: right; white-space: nowrap }
  .strong { font-weight: 700 }
  hr { border: 0; border-top: .3mm solid #000; margin: 1.5mm 0 }
  svg { display: block; width: ${paper === 80 ? 40 : 34}mm; margin: 2mm auto }`;

/** The sheet as a page for the system's printer or a PDF: complete in itself, without a script and without the network. */
export async function sheetHtml(document: PrintDocument, paper: 58 | 80): Promise<string> {
  const lines = await Promise.all(document.lines.map(htmlOf));
  const policy = "default-src 'none'; style-src 'unsafe-inline'";
  return `<!doctype html><html><head><meta charset="utf-8"><meta http-equiv="Content-Security-Policy" content="${policy}">
<title>${escaped(document.key)}</title><style>${style(paper)}</style></head><body>${lines.join('\n')}</body></html>`;
}

async function htmlOf(line: PrintLine): Promise<string> {
  switch (line.kind) {
    case 'title':
    case 'large':
      return `<p class="${line.kind}">${escaped(line.text)}</p>`;
    case 'text':
      return `<p class="${line.align}">${escaped(line.text)}</p>`;
    case 'pair':
      return `<p class="pair${line.strong ? ' strong' : ''}"><span>${escaped(line.label)}</span><span>${escaped(line.value)}</span></p>`;
    case 'rule':
      return '<hr>';
    case 'qr':
      return await drawQr(line.data, { type: 'svg', errorCorrectionLevel: 'M', margin: 4 });
  }
}

function escaped(text: string): string {
  return text.replace(/[&<>"']/g, (sign) => `&#${sign.charCodeAt(0)};`);
}
