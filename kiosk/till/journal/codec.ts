import { type JournalRecord, journalRecord } from './records.ts';

const table = Uint32Array.from({ length: 256 }, (_, n) => {
  let c = n;
  for (let k = 0; k < 8; k++) c = c & 1 ? 0xedb88320 ^ (c >>> 1) : c >>> 1;
  return c >>> 0;
});

/** CRC-32 of a text's UTF-8, as eight hexadecimal digits. Source: ISO 3309. */
function checksum(text: string): string {
  let crc = 0xffffffff;
  for (const byte of new TextEncoder().encode(text)) crc = (table[(crc ^ byte) & 0xff] ?? 0) ^ (crc >>> 8);
  return ((crc ^ 0xffffffff) >>> 0).toString(16).padStart(8, '0');
}

export function encode(record: JournalRecord): string {
  const json = JSON.stringify(record);
  return `${checksum(json)} ${json}\n`;
}

export interface Decoded {
  records: JournalRecord[];
  /** The last line was cut short, as when the power fails in the middle of it: what it said had not been promised. */
  torn: boolean;
  /** Other lines that cannot be read. */
  damaged: number;
}

export function decode(text: string): Decoded {
  const lines = text.split('\n');
  const last = lines.pop() ?? '';
  const read = lines.map(decodeLine);
  // A torn write may hold the line's end but not its middle.
  const tornInside = read.length > 0 && read.at(-1) === null;
  const records = read.filter((record) => record !== null);
  return { records, torn: last !== '' || tornInside, damaged: read.length - records.length - (tornInside ? 1 : 0) };
}

function decodeLine(line: string): JournalRecord | null {
  const json = line.slice(9);
  if (line[8] !== ' ' || checksum(json) !== line.slice(0, 8)) return null;
  const parsed = journalRecord.safeParse(JSON.parse(json));
  return parsed.success ? parsed.data : null;
}
