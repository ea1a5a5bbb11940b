import { type Browser, chromium, type Page } from 'playwright';
import { expect, inject, onTestFinished } from 'vitest';

/** A headless Chromium that talks to nobody but the pages under test. Close it in `afterAll`. `more` are flags of its own. */
export async function launchBrowser(more: string[] = []): Promise<Browser> {
  return await chromium.launch({
    executablePath: inject('chromium'),
    args: [
      ...more,
      '--disable-background-networking',
      '--disable-component-update',
      '--disable-domain-reliability',
      '--disable-sync',
      '--no-pings',
      // Containers often give shared memory too small for a page.
      '--disable-dev-shm-usage',
      // Chromium refuses to sandbox what root starts.
      ...(process.getuid?.() === 0 ? ['--no-sandbox'] : []),
    ],
  });
}

/** Fails the running test if the page logs an error, or throws one, that none of `expected` matches. */
export function watchConsole(page: Page, expected: RegExp[] = []): void {
  const unexpected: string[] = [];
  const note = (text: string) => {
    if (!expected.some((pattern) => pattern.test(text))) unexpected.push(text);
  };
  page.on('console', (message) => {
    if (message.type() === 'error') note(`${message.text()} (${message.location().url})`);
  });
  page.on('pageerror', (error) => note(String(error)));
  onTestFinished(() => expect(unexpected, 'errors on the console of the page').toEqual([]));
}
