import { TextDecoder } from 'node:util';
import QRCode from 'qrcode';

/** Dots across a roll of 80 mm, and of a character of font A. Source: Epson TM-T88 technical reference. */
const rollDots = 576;
const letter = { width: 12, height: 24 };
/** Code page numbers of Epson's printers, as their manuals list them. */
const pages: Record<number, string> = { 16: 'windows-1252', 46: 'windows-1251' };
const cp437: Record<number, string> = { 130: 'é', 148: 'ö', 129: 'ü', 132: 'ä', 196: '─', 225: 'ß', 250: '·' };

/** What a receipt printer makes of these bytes, as a page whose pixels are its dots: to be looked at. */
export async function receiptPage(bytes: Uint8Array): Promise<string> {
  const html: string[] = [];
  let [page, align, bold, wide, high] = [0, 0, false, 1, 1];
  let line = '';
  let runs = '';
  let module = 6;
  let tallest = 1;
  const run = () => {
    if (line === '') return '';
    const style = `font-weight:${bold ? 700 : 400};width:${line.length * letter.width * wide}px`;
    const scaled = `transform:scale(${wide},${high})`;
    const made = `<b style="${style}"><span style="${scaled}">${escaped(line)}</span></b>`;
    tallest = Math.max(tallest, high);
    line = '';
    return made;
  };
  const end = () => {
    const whole = runs + run();
    const style = `justify-content:${['start', 'center', 'end'][align]};height:${letter.height * tallest + 6}px`;
    html.push(`<p style="${style}">${whole}</p>`);
    [runs, tallest] = ['', 1];
  };
  for (let i = 0; i < bytes.length; ) {
    const [a = 0, b = 0, c = 0, d = 0, e = 0] = bytes.subarray(i, i + 5);
    if (a === 0x1d && b === 0x28 && c === 0x6b) {
      const length = d + e * 256;
      const body = bytes.subarray(i + 5, i + 5 + length);
      if (body[1] === 0x43) module = body[2] ?? module;
      if (body[1] === 0x50) html.push(await qr(Buffer.from(body.subarray(3)).toString('latin1'), module));
      i += 5 + length;
      continue;
    }
    if (a === 0x1b || a === 0x1d) runs += run();
    if (a === 0x0a) end();
    else if (a === 0x1b && b === 0x74) page = c;
    else if (a === 0x1b && b === 0x61) align = c;
    else if (a === 0x1b && b === 0x45) bold = c === 1;
    else if (a === 0x1d && b === 0x21) [wide, high] = [(c >> 4) + 1, (c & 15) + 1];
    else if (a === 0x1d && b === 0x56) html.push('<hr>');
    else if (a >= 0x20) line += a < 0x80 ? String.fromCharCode(a) : signOf(page, a);
    i += a === 0x1b ? (b === 0x40 || b === 0x32 ? 2 : b === 0x70 ? 5 : 3) : a === 0x1d ? 3 : a === 0x1c ? 2 : 1;
  }
  return `<!doctype html><meta charset="utf-8"><style>
body { width: ${rollDots}px; margin: 0; padding: 24px; background: #fff; color: #000; font: 20px/24px "DejaVu Sans Mono", "Liberation Mono", monospace; letter-spacing: calc(${letter.width}px - 1ch); white-space: pre; }
p { display: flex; margin: 0; } b { font-weight: inherit; } b span { display: inline-block; transform-origin: top left; } hr { margin: 0 -24px; border: 0; border-top: 3px dashed #888; } svg { display: block; margin: 8px auto; }
</style>${html.join('')}`;
}

function signOf(page: number, byte: number): string {
  const known = pages[page];
  return known ? new TextDecoder(known).decode(Uint8Array.of(byte)) : (cp437[byte] ?? '?');
}

async function qr(data: string, module: number): Promise<string> {
  const { modules } = QRCode.create(data, { errorCorrectionLevel: 'M' });
  const size = modules.size * module;
  return QRCode.toString(data, { type: 'svg', errorCorrectionLevel: 'M', margin: 0, width: size });
}

const escaped = (text: string) => text.replaceAll('&', '&amp;').replaceAll('<', '&lt;') || ' ';
