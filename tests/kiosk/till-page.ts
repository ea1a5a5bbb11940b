import type { Page } from 'playwright';

/** The till's screens as a clerk uses them, in whatever shows them: a browser at `/kiosk/`, or the app. Counts touches. */
export class TillPage {
  touches = 0;
  readonly page: Page;

  constructor(page: Page) {
    this.page = page;
  }

  async tap(name: string | RegExp, exact = true): Promise<void> {
    this.touches += 1;
    await this.page.getByRole('button', { name, exact }).click();
  }

  async enrol(code: string): Promise<void> {
    await this.page.getByLabel('Code').fill(code);
    await this.tap('Let it in');
  }

  async signIn(name: string, pin: string): Promise<void> {
    await this.tap(new RegExp(name), false);
    for (const digit of pin) await this.tap(digit);
    await this.tap('OK');
    await this.page.locator('.till').waitFor();
  }

  /** As a hand scanner types: all keys at once, then Enter. */
  async scan(code: string): Promise<void> {
    await this.page.evaluate(
      (keys) => {
        for (const key of keys) document.body.dispatchEvent(new KeyboardEvent('keydown', { key, bubbles: true }));
      },
      [...code, 'Enter'],
    );
  }

  async openShift(float: string): Promise<void> {
    await this.page.getByLabel('Float').fill(float);
    await this.tap('Open the shift');
    await this.page.locator('.board').waitFor();
  }

  async chooseScreening(id: number): Promise<void> {
    this.touches += 1;
    await this.page.locator(`[data-screening="${id}"]`).click();
  }

  /** The first of the quick amounts: what it costs, to the cent. */
  async takeExactCash(): Promise<void> {
    await this.tap('Cash');
    await this.tap(/^Exact/, false);
  }

  /** What the report on the screen says of the drawer. */
  async figures(): Promise<Record<string, string | null>> {
    const rows = await this.page.locator('[data-figures="drawer"] > div').all();
    return Object.fromEntries(
      await Promise.all(
        rows.map(
          async (row) => [await row.locator('dt').textContent(), await row.locator('dd').textContent()] as const,
        ),
      ),
    );
  }

  async openLine(): Promise<void> {
    await this.page
      .locator('.top-bar')
      .getByRole('button', { name: /The line/ })
      .click();
  }

  /** Waits until so many seats are kept for this till. */
  async ownSeats(seats: number): Promise<void> {
    await this.openLine();
    await this.page.getByRole('dialog').getByText(`${seats} seats`).waitFor();
    await this.tap('Close');
  }

  /** How many sales made without connection wait for the server. */
  async unsettled(): Promise<number> {
    return this.page.locator('.top-bar .count-badge').count();
  }

  async reads(phase: string): Promise<void> {
    await this.page.locator(`.sale[data-phase="${phase}"]`).waitFor();
  }
}

/** Keeps what is printed in the page, as a printer that always works. */
export async function catchPrints(page: Page): Promise<() => Promise<string[]>> {
  await page.addInitScript(() => {
    const printed: string[] = [];
    Object.assign(window, {
      printed,
      print() {
        printed.push(document.querySelector('.sheet')?.textContent ?? '');
        dispatchEvent(new Event('afterprint'));
      },
    });
  });
  return () => page.evaluate(() => (window as unknown as { printed: string[] }).printed);
}
