import type { BrowserContextOptions, Page } from 'playwright';
import { openSessions } from '../../server/auth/sessions.ts';
import { sql } from '../../server/db.ts';
import { signerFrom } from '../../server/domain/signer.ts';
import { ticketCode } from '../../server/domain/tickets/ticket-code.ts';
import { pictureHouse } from './picture-house.ts';

// Takes the pictures of the shop, the door and the back-office that README.md and docs/pictures.md show, in a demo cinema of
// its own. Run it after a change of their looks, and look at them:
// `npx node --import ./server/embedded/typescript-hooks.mjs tests/setup/house-pictures.ts [folder]`.

const house = await pictureHouse();
const { db, browser, url, shoot } = house;
const desktop = { viewport: { width: 1440, height: 900 } };
const phone = { viewport: { width: 390, height: 844 }, deviceScaleFactor: 2 };
try {
  await shop('desktop-dark', { ...desktop, colorScheme: 'dark' });
  await shop('desktop-light', { ...desktop, colorScheme: 'light' });
  await shop('phone-dark', { ...phone, colorScheme: 'dark' });
  await shop('phone-light', { ...phone, colorScheme: 'light' });
  await account();
  await door();
  await office();
} finally {
  await house.stop();
}

async function open(options: BrowserContextOptions, email: string | null = null): Promise<Page> {
  const context = await browser.newContext({ baseURL: url, reducedMotion: 'reduce', ...options });
  if (email) {
    const [user] = await sql(db).query<{ id: number }>('SELECT id FROM users WHERE email = $1', [email]);
    const device = { userAgent: null, address: null };
    const [cookie = ''] = (await openSessions(db, false).open(user?.id ?? 0, device)).split(';');
    const [name = '', value = ''] = cookie.split('=');
    await context.addCookies([{ name, value, url }]);
  }
  const page = await context.newPage();
  page.setDefaultTimeout(30_000);
  return page;
}

/** The way of a customer, from the programme to the tickets. */
async function shop(how: string, options: BrowserContextOptions): Promise<void> {
  const page = await open(options);
  await page.goto('/');
  await shoot(page, `programme-${how}`);
  await page.goto('/?q=budapesht%20hotel');
  await shoot(page, `search-${how}`);
  const [show] = await sql(db).query<{ id: number; slug: string }>(
    `SELECT s.id, f.slug FROM screenings s JOIN films f ON f.id = s.film_id JOIN halls h ON h.id = s.hall_id
      WHERE s.status = 'published' AND s.starts_at > now() + interval '1 day' AND h.code = 'velvet' AND f.age_limit < 16
      ORDER BY s.starts_at LIMIT 1`,
  );
  await page.goto(`/films/${show?.slug}`);
  await shoot(page, `film-${how}`);
  await page.goto(`/sessions/${show?.id}`);
  await page.getByRole('button', { name: 'Best seats for 3 people' }).waitFor();
  await shoot(page, `seats-${how}`);
  await page.getByRole('button', { name: 'Best seats for 3 people' }).click();
  await page.getByRole('checkbox', { checked: true }).nth(2).waitFor();
  await shoot(page, `seats-chosen-${how}`);
  await page
    .getByRole('button', { name: /Hold these seats/ })
    .first()
    .click();
  await page.waitForURL(/\/checkout\//);
  await page.getByLabel(/^E-mail/).fill('olena@example.com');
  await shoot(page, `checkout-${how}`);
  await page.getByRole('button', { name: /^Pay/ }).first().click();
  await page.waitForURL(/\/demo\/stripe\/pay\//);
  await page.getByRole('button', { name: /^Pay ₴/ }).click();
  await page.waitForURL(/\/orders\/\d+\?token=/);
  await page.locator('.ticket svg').nth(2).waitFor();
  await shoot(page, `order-paid-${how}`);
  await page.context().close();
}

async function account(): Promise<void> {
  const page = await open({ ...desktop, colorScheme: 'dark' }, 'customer@foyer.test');
  for (const seats of [1, 2]) {
    const [show] = await sql(db).query<{ id: number }>(
      `SELECT s.id FROM screenings s JOIN films f ON f.id = s.film_id
        WHERE s.status = 'published' AND s.starts_at > now() + make_interval(days => $1) AND f.age_limit < 16
          AND (SELECT count(*) FROM tickets t WHERE t.screening_id = s.id) < s.seats_total / 2
        ORDER BY s.starts_at LIMIT 1`,
      [seats],
    );
    await page.goto(`/sessions/${show?.id}?best=2`);
    // Two, or a love seat.
    await page.getByRole('checkbox', { checked: true }).first().waitFor();
    await page
      .getByRole('button', { name: /Hold these seats/ })
      .first()
      .click();
    await page.waitForURL(/\/checkout\//);
    await page.getByRole('button', { name: /^Pay/ }).first().click();
    await page.getByRole('button', { name: /^Pay ₴/ }).click();
    await page.locator('.ticket svg').nth(1).waitFor();
  }
  await page.goto('/account');
  await shoot(page, 'account-orders');
  await page.goto('/account/settings');
  await shoot(page, 'account-settings');
  await page.context().close();
  const guest = await open({ ...phone, colorScheme: 'light', locale: 'uk-UA' });
  await guest.goto('/account/sign-in');
  await shoot(guest, 'sign-in-uk');
  await guest.context().close();
}

async function door(): Promise<void> {
  const page = await open({ ...phone, colorScheme: 'light' }, 'door@foyer.test');
  const tickets = await sql(db).query<{ id: number; revision: number }>(
    `SELECT t.id, t.revision FROM tickets t JOIN screenings s ON s.id = t.screening_id JOIN films f ON f.id = s.film_id
      WHERE t.status = 'valid' AND f.age_limit = 18
        AND s.business_date = (SELECT min(business_date) FROM screenings WHERE starts_at > now()) AND s.starts_at > now()
      ORDER BY s.starts_at, t.id LIMIT 2`,
  );
  const [first, second] = tickets.map((ticket) => ticketCode(signerFrom(house.secretKey), ticket));
  if (!first || !second) throw new Error('nobody comes this evening to a film for adults');
  await page.goto('/door/');
  await page.getByLabel('This door').fill('Main door');
  const scan = async (code: string, says: string) => {
    await page.getByLabel('Ticket code').fill(code);
    await page.getByRole('button', { name: 'Check' }).click();
    await page.locator('.door-answer h1').getByText(says, { exact: true }).waitFor();
    await page.evaluate(() => scrollTo(0, 0));
  };
  await scan(first, 'Let in');
  await shoot(page, 'door-let-in');
  await scan(first, 'Do not let in');
  await shoot(page, 'door-already-in');
  await page.emulateMedia({ colorScheme: 'dark' });
  await page.context().setOffline(true);
  await scan(second, 'Hold on');
  await shoot(page, 'door-hold-on');
  await page.context().close();
}

async function office(): Promise<void> {
  const page = await open({ ...desktop, colorScheme: 'light' }, 'manager@foyer.test');
  const tool = async (path: string, ready: string) => {
    await page.goto(`/admin/${path}`);
    await page.locator(ready).first().waitFor();
    await page.waitForLoadState('networkidle').catch(() => {});
  };
  await tool('', '.dashboard-figures');
  await shoot(page, 'dashboard');
  await page.setViewportSize({ width: 390, height: 844 });
  await shoot(page, 'dashboard-phone');
  await page.setViewportSize(desktop.viewport);

  const [saturday] = await sql(db).query<{ day: string }>(
    `SELECT min(business_date)::text AS day FROM screenings
      WHERE starts_at > now() AND extract(isodow FROM business_date) = 6`,
  );
  await tool(`pages/schedule?date=${saturday?.day}&view=day`, '.schedule-block');
  await shoot(page, 'schedule-saturday');
  const [from, to] = [page.locator('[data-film]').nth(2), page.locator('.schedule-block').nth(2)];
  const [start, end] = [await from.boundingBox(), await to.boundingBox()];
  if (!start || !end) throw new Error('nothing to drag');
  await page.mouse.move(start.x + 40, start.y + 20);
  await page.mouse.down();
  await page.mouse.move(end.x + 10, end.y + 10, { steps: 8 });
  await page.mouse.move(end.x + 30, end.y + 20, { steps: 4 });
  await shoot(page, 'schedule-conflict');
  await page.keyboard.press('Escape');
  await page.mouse.up();
  const monday = Temporal.PlainDate.from(saturday?.day ?? '').add({ days: 2 });
  await tool(`pages/schedule?date=${monday}&view=week`, '.schedule-block');
  await shoot(page, 'schedule-week');
  await page.getByRole('button', { name: 'Copy', exact: true }).click();
  // Where some days are full, and some are not.
  await page
    .getByRole('dialog')
    .getByLabel('To', { exact: true })
    .fill(monday.add({ days: 14 }).toString());
  await page.getByText(/screenings? do(es)? not fit/).waitFor();
  await shoot(page, 'schedule-copy');

  const [full] = await sql(db).query<{ id: number; seat: string; order: number }>(
    `SELECT s.id, x.row || ', seat ' || x.number AS seat, t.order_id AS order
       FROM screenings s JOIN tickets t ON t.screening_id = s.id AND t.status = 'valid' JOIN seats x ON x.id = t.seat_id
       JOIN halls h ON h.id = s.hall_id
      WHERE s.starts_at > now() AND h.code = 'velvet' ORDER BY s.starts_at, t.order_id, t.id LIMIT 1`,
  );
  await tool(`pages/house-view?screening=${full?.id}`, '.seat-map');
  await page.getByRole('checkbox', { name: new RegExp(`^Row ${full?.seat},`) }).click();
  await shoot(page, 'house-view');
  await tool(`pages/orders-desk?order=${full?.order}`, '.desk-timeline');
  await shoot(page, 'orders-desk');
  await tool('pages/price-cards', '[role=grid]');
  await shoot(page, 'price-cards');
  await page.emulateMedia({ colorScheme: 'dark' });
  await tool('resources/films', 'tbody tr');
  await shoot(page, 'films');
  await tool('pages/seating-designer', '.office-button');
  await page.getByRole('button', { name: 'Draw Velvet Hall' }).click();
  await page.locator('.designer-board [role=option]').nth(20).waitFor();
  await page.getByRole('button', { name: 'Whole hall' }).click();
  await shoot(page, 'seating-designer');
  await page.context().close();
}
