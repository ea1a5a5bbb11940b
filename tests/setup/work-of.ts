import type { Page } from 'playwright';

/**
 * How much work a page's own thread has done since it was last asked, in milliseconds of a processor: what it takes of one,
 * however much else the machine has to do.
 */
export async function workOf(page: Page): Promise<() => Promise<number>> {
  const session = await page.context().newCDPSession(page);
  await session.send('Performance.enable', { timeDomain: 'threadTicks' });
  let before = 0;
  const since = async () => {
    const { metrics } = await session.send('Performance.getMetrics');
    const now = (metrics.find(({ name }) => name === 'TaskDuration')?.value ?? Number.NaN) * 1000;
    const spent = now - before;
    before = now;
    return spent;
  };
  await since();
  return since;
}
