import QRCode from 'qrcode';
import type { PrintDocument, PrintLine } from '../../server/contract/till/prints.ts';
import type { PrinterSettings } from '../ipc-state.ts';

/** Long enough for a print dialog that somebody has gone to lunch over; browsers without the event go on after it. */
const dialogMs = 10 * 60_000;

/**
 * Prints a sheet with the browser's own printing: it stands in the page for as long, and the style sheet shows nothing
 * else on paper. A browser does not say whether paper came out; that its dialog was closed has to do.
 */
export async function printSheet(what: PrintDocument, { paper }: PrinterSettings): Promise<void> {
  const sheet = drawSheet(what);
  sheet.dataset.paper = String(paper);
  document.body.append(sheet);
  const closed = new Promise<void>((resolve) => {
    const tired = setTimeout(resolve, dialogMs);
    const onClosed = () => {
      clearTimeout(tired);
      resolve();
    };
    addEventListener('afterprint', onClosed, { once: true });
  });
  try {
    window.print();
    await closed;
  } finally {
    sheet.remove();
  }
}

function drawSheet({ lines }: PrintDocument): HTMLElement {
  const sheet = element('section', 'sheet');
  sheet.setAttribute('aria-hidden', 'true');
  sheet.append(...lines.map(drawLine));
  return sheet;
}

function drawLine(line: PrintLine): HTMLElement | SVGElement {
  switch (line.kind) {
    case 'title':
    case 'large':
      return element('p', `sheet-${line.kind}`, line.text);
    case 'text':
      return element('p', line.align === 'center' ? 'sheet-center' : '', line.text);
    case 'pair': {
      const pair = element('p', line.strong ? 'sheet-pair sheet-strong' : 'sheet-pair');
      pair.append(element('span', '', line.label), element('span', '', line.value));
      return pair;
    }
    case 'rule':
      return element('hr', '');
    case 'qr':
      return drawQr(line.data);
  }
}

/** One path of unit squares. Source: ISO/IEC 18004, error correction M. */
function drawQr(data: string): SVGElement {
  const { modules } = QRCode.create(data, { errorCorrectionLevel: 'M' });
  const { size } = modules;
  const dark = Array.from({ length: size * size }, (_, at) => [at % size, Math.floor(at / size)] as const);
  const path = document.createElementNS('http://www.w3.org/2000/svg', 'path');
  path.setAttribute('d', dark.flatMap(([x, y]) => (modules.get(y, x) ? [`M${x} ${y}h1v1h-1z`] : [])).join(''));
  const svg = document.createElementNS('http://www.w3.org/2000/svg', 'svg');
  svg.setAttribute('viewBox', `-2 -2 ${size + 4} ${size + 4}`);
  svg.setAttribute('shape-rendering', 'crispEdges');
  svg.append(path);
  return svg;
}

function element(name: string, className: string, text = ''): HTMLElement {
  const made = document.createElement(name);
  made.className = className;
  made.textContent = text;
  return made;
}
