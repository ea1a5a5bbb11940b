import type { Page } from 'playwright';

export interface HeldBack {
  /** Once the first was asked for. */
  asked: Promise<void>;
  /** What is asked from now on is answered at once. */
  letOthersPass(): void;
  /** Gives what was held back; done when the page has made of it what it does. */
  release(): Promise<void>;
}

/** Answers to `url` are fetched and held back, so that whatever is asked later is answered sooner. */
export async function heldBack(page: Page, url: string): Promise<HeldBack> {
  const asked = Promise.withResolvers<void>();
  const released = Promise.withResolvers<void>();
  const given: Promise<void>[] = [];
  let holding = true;
  await page.route(url, async (route) => {
    if (!holding) return route.continue();
    const answering = route.fetch().then(async (response) => {
      asked.resolve();
      await released.promise;
      await route.fulfill({ response });
    });
    given.push(answering);
    await answering;
  });
  return {
    asked: asked.promise,
    letOthersPass() {
      holding = false;
    },
    async release() {
      holding = false;
      released.resolve();
      await Promise.all(given);
      await page.evaluate(() => new Promise((resolve) => setTimeout(resolve, 200)));
    },
  };
}
