/** One series: a name, its labels, its value. */
export interface Sample {
  name: string;
  labels: Record<string, string>;
  value: number;
}

export interface Scraped {
  types: Map<string, string>;
  samples: Sample[];
}

const nameText = '[a-zA-Z_:][a-zA-Z0-9_:]*';
const line = new RegExp(`^(${nameText})(?:\\{(.*)\\})? ([Nn]a[Nn]|[+-]Inf|-?[\\d.]+(?:e[+-]?\\d+)?)$`);
const labelled = /([a-zA-Z_][a-zA-Z0-9_]*)="((?:[^"\\\n]|\\["\\n])*)"(?:,|$)/y;

/**
 * Reads what Prometheus would, and throws where it would refuse: a sample without its type, a series twice, a histogram
 * that does not add up. Source: Prometheus, "Exposition formats", text format 0.0.4.
 */
export function readMetrics(text: string): Scraped {
  if (!text.endsWith('\n')) throw new Error('the last line does not end');
  const types = new Map<string, string>();
  const samples = new Map<string, Sample>();
  for (const row of text.split('\n')) {
    const declared = new RegExp(`^# TYPE (${nameText}) (counter|gauge|histogram|summary)$`).exec(row);
    if (declared) {
      const [, name = '', type = ''] = declared;
      if (types.has(name)) throw new Error(`${name} is declared twice`);
      types.set(name, type);
    } else if (row !== '' && !row.startsWith('#')) {
      const sample = readSample(row);
      const family = types.has(sample.name) ? sample.name : sample.name.replace(/_(bucket|sum|count)$/, '');
      if (!types.has(family)) throw new Error(`${sample.name} has no type before it`);
      const key = JSON.stringify([sample.name, Object.entries(sample.labels).sort()]);
      if (samples.has(key)) throw new Error(`${key} comes twice`);
      samples.set(key, sample);
    }
  }
  const scraped = { types, samples: [...samples.values()] };
  for (const [name, type] of types) if (type === 'histogram') addsUp(scraped, name);
  return scraped;
}

export function figure({ samples }: Scraped, name: string, labels: Record<string, string> = {}): number | undefined {
  return samples.find(
    (sample) =>
      sample.name === name && Object.entries(labels).every(([label, value]) => sample.labels[label] === value),
  )?.value;
}

function readSample(row: string): Sample {
  const [, name = '', inside = '', value = ''] = line.exec(row) ?? [];
  if (name === '') throw new Error(`no sample: ${row}`);
  const labels: Record<string, string> = {};
  let read = 0;
  for (labelled.lastIndex = 0; read < inside.length; read = labelled.lastIndex) {
    const [, label = '', said = ''] = labelled.exec(inside) ?? [];
    if (label === '' || label in labels) throw new Error(`no labels: ${row}`);
    labels[label] = said;
  }
  return { name, labels, value: Number(value.replace('Inf', 'Infinity').replace(/nan/i, 'NaN')) };
}

function addsUp({ samples }: Scraped, name: string): void {
  const buckets = new Map<string, number[]>();
  for (const { name: part, labels, value } of samples) {
    if (part !== `${name}_bucket`) continue;
    const { le: _, ...rest } = labels;
    const key = JSON.stringify(rest);
    buckets.set(key, [...(buckets.get(key) ?? []), value]);
  }
  for (const [key, counts] of buckets) {
    const total = figure({ types: new Map(), samples }, `${name}_count`, JSON.parse(key));
    if (counts.at(-1) !== total || counts.some((count, i) => count < (counts[i - 1] ?? 0))) {
      throw new Error(`${name} ${key} does not add up`);
    }
  }
}
