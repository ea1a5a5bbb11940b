import lighthouse from 'lighthouse';
import { chromium } from 'playwright';
import { freePort } from './free-port.ts';

export type Category = 'performance' | 'accessibility' | 'best-practices' | 'seo';

export interface Judged {
  /** Out of 100. */
  scores: Record<string, number>;
  /** What cost points, by Lighthouse's own names. */
  faults: string[];
}

/**
 * What Lighthouse says of a page on a middling telephone with a slow line. Now and then Chromium's trace lacks its
 * beginning; then Lighthouse has judged nothing, and asks to be run again.
 */
export async function judge(browserPath: string, url: string, categories: readonly Category[]): Promise<Judged> {
  for (let tries = 0; tries < 3; tries++) {
    const judged = await judgeOnce(browserPath, url, categories);
    if (judged) return judged;
  }
  throw new Error(`Chromium has recorded nothing of ${url}`);
}

/** Null: the trace has no beginning. */
async function judgeOnce(browserPath: string, url: string, categories: readonly Category[]): Promise<Judged | null> {
  const port = await freePort();
  const browser = await chromium.launch({
    executablePath: browserPath,
    args: [
      `--remote-debugging-port=${port}`,
      '--disable-dev-shm-usage',
      // Chromium refuses to sandbox what root starts.
      ...(process.getuid?.() === 0 ? ['--no-sandbox'] : []),
    ],
  });
  try {
    const run = await lighthouse(url, { port, logLevel: 'silent', onlyCategories: [...categories] });
    if (!run) throw new Error(`Lighthouse said nothing of ${url}`);
    const { lhr } = run;
    if (lhr.runtimeError?.code === 'NO_NAVSTART') return null;
    if (lhr.runtimeError) throw new Error(lhr.runtimeError.message);
    const judged = Object.values(lhr.categories);
    const counted = new Set(
      judged.flatMap((one) => one.auditRefs.filter((ref) => ref.weight > 0).map((ref) => ref.id)),
    );
    return {
      scores: Object.fromEntries(judged.map((one) => [one.id, Math.round((one.score ?? 0) * 100)])),
      faults: Object.values(lhr.audits).flatMap(({ id, score }) =>
        score !== null && score < 0.9 && counted.has(id) ? [id] : [],
      ),
    };
  } finally {
    await browser.close();
  }
}
