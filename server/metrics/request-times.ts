import type { Metric, Registry } from 'prom-client';

/** What was answered: how, under which route (its template), and with which status. */
export interface Answered {
  method: string;
  route: string;
  status: string;
}

export interface RequestTimes {
  observe(answered: Answered, seconds: number): void;
}

interface Series {
  labels: Answered;
  /** By the first of the bounds that was not passed; last of all: none. */
  counts: number[];
  sum: number;
}

/**
 * A histogram as prom-client makes them, which only puts its labels in order when somebody looks: with every answer that
 * was 4 % of giving what is kept.
 */
export function requestTimes(registry: Registry, name: string, help: string, bounds: readonly number[]): RequestTimes {
  const all = new Map<string, Series>();

  function values({ labels, counts, sum }: Series) {
    let total = 0;
    const buckets = counts.map((count, at) => {
      total += count;
      return { metricName: `${name}_bucket`, labels: { ...labels, le: bounds[at] ?? '+Inf' }, value: total };
    });
    return [
      ...buckets,
      { metricName: `${name}_sum`, labels, value: sum },
      { metricName: `${name}_count`, labels, value: total },
    ];
  }

  const metric = {
    name,
    get: async () => ({ name, help, type: 'histogram', aggregator: 'sum', values: [...all.values()].flatMap(values) }),
  };
  registry.registerMetric(metric as unknown as Metric);

  return {
    observe(answered, seconds) {
      const key = `${answered.method} ${answered.route} ${answered.status}`;
      let series = all.get(key);
      if (!series) {
        series = { labels: answered, counts: new Array(bounds.length + 1).fill(0), sum: 0 };
        all.set(key, series);
      }
      let at = 0;
      while (seconds > (bounds[at] ?? Number.POSITIVE_INFINITY)) at += 1;
      series.counts[at] = (series.counts[at] ?? 0) + 1;
      series.sum += seconds;
    },
  };
}
