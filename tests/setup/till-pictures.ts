import sharp from 'sharp';
import { escpos } from '../../kiosk/main/printing/escpos.ts';
import { sql } from '../../server/db.ts';
import { revokeKiosk } from '../../server/domain/kiosks/manage-kiosk.ts';
import { codeHash } from '../../server/domain/kiosks/secrets.ts';
import { printsOfSale } from '../../server/domain/prints/sale-prints.ts';
import { signerFrom } from '../../server/domain/signer.ts';
import { ticketCode } from '../../server/domain/tickets/ticket-code.ts';
import { catchPrints, TillPage } from '../kiosk/till-page.ts';
import { manager } from './house.ts';
import { pictureHouse } from './picture-house.ts';
import { receiptPage } from './receipt-picture.ts';

// Takes the pictures of docs/kiosk.md, screen by screen, in a demo cinema of its own. Run it after a change of the
// till's looks, and look at them: `npx node --import ./server/embedded/typescript-hooks.mjs tests/setup/till-pictures.ts [folder]`.

const house = await pictureHouse();
const { db, browser, url, secretKey } = house;
await sql(db).query('UPDATE cinema SET allotment_seats = 6, cash_difference_allowed = 500');
try {
  await take({ width: 1024, height: 768 }, 'dark', 'FOYER-TILL-1', '');
  await take({ width: 1920, height: 1080 }, 'light', 'FOYER-TILL-2', '-large-light', ['board', 'seats']);
} finally {
  await house.stop();
}

/** One evening at a till. `only`: pictures are taken of these screens alone. */
async function take(
  viewport: { width: number; height: number },
  colorScheme: 'dark' | 'light',
  code: string,
  suffix: string,
  only: string[] | null = null,
): Promise<void> {
  const context = await browser.newContext({ viewport, colorScheme, reducedMotion: 'reduce' });
  const page = await context.newPage();
  page.setDefaultTimeout(30_000);
  await catchPrints(page);
  const till = new TillPage(page);
  const shoot = async (name: string) => {
    if (only && !only.includes(name)) return;
    await house.shoot(page, `kiosk-${name}${suffix}`);
  };
  const pin = async (digits: string) => {
    const pad = page.locator('.pin');
    for (const digit of digits) await pad.getByRole('button', { name: digit, exact: true }).click();
    await pad.getByRole('button', { name: 'OK' }).click();
  };
  const supervisor = async () => {
    await page.getByRole('dialog').locator('.person').first().click();
    await pin('2468');
  };
  const held = () => page.locator('.basket-next .button:enabled').first().waitFor();
  const best = async (screening: number, count: number) => {
    await till.chooseScreening(screening);
    await till.tap(`Best seats for ${count}`);
    await held();
  };
  const next = async () => {
    await till.tap('Next customer');
    await page.locator('.board').waitFor();
  };
  const atReader = (act: string) =>
    page.request.post(`${url}/demo/stripe/readers`, { form: { reader: 'tmr_counter1', act } });

  // Let in, and who is here.
  await page.goto(`${url}/kiosk/`);
  await page.getByLabel('Code').waitFor();
  await page.getByText('This is the demo').waitFor();
  await shoot('enrol');
  await till.enrol(code);
  await page.locator('.person').first().waitFor();
  await shoot('people');
  await page.getByRole('button', { name: /Danylo/ }).click();
  await pin('1111');
  await page.getByRole('alert').waitFor();
  await shoot('pin-wrong');
  await till.tap('1');
  await till.tap('3');
  await shoot('pin');
  await till.tap('5');
  await till.tap('7');
  await till.tap('OK');
  await page.getByLabel('Float').fill('1000');
  await shoot('open-shift');
  await till.tap('Open the shift');
  await page.locator('.board .tile').first().waitFor();
  await shoot('board');

  // Seats, types, and cash.
  const [plain, later] = await screenings("f.age_policy = 'advisory'");
  const [grown] = await screenings('f.age_limit = 18');
  await best(plain, 2);
  await shoot('seats');
  if (only) return await context.close();
  await till.tap('Adult');
  await till.tap('Child up to 12');
  await shoot('types');
  await till.tap('Cash');
  await shoot('cash');
  await page.getByLabel('Amount handed over').fill('1000');
  await till.tap('Take the cash');
  await till.reads('paid');
  await shoot('sold');
  await next();

  // A film for the grown-up.
  await till.chooseScreening(grown);
  await till.tap('Best seats for 2');
  await page.locator('.basket-lines .button').nth(1).waitFor();
  await shoot('age');
  await till.tap('Back');

  // Cards.
  await best(plain, 2);
  await till.tap('Card');
  await page.getByText('At which reader?').waitFor();
  await shoot('card');
  await page.locator('.payment .quick .button').first().click();
  await till.reads('awaiting_card');
  await shoot('card-waiting');
  await atReader('decline');
  await till.reads('declined');
  await shoot('card-declined');
  await till.tap('Call it off');
  await till.reads('cancelled');
  await next();
  await best(plain, 2);
  await till.tap('Card');
  await page.getByLabel('Only a part on the card').fill('200');
  await shoot('mixed');
  await page.locator('.payment .quick .button').first().click();
  await till.reads('awaiting_card');
  await atReader('tap');
  await page.getByText('Still to be paid').waitFor();
  await shoot('mixed-rest');
  await till.takeExactCash();
  await till.reads('paid');
  await next();

  // The printer is dead; an outcome is not known.
  await page.evaluate(() => {
    Object.assign(window, {
      print: Object.assign(
        () => {
          throw new Error('The printer has no paper.');
        },
        { worked: window.print },
      ),
    });
  });
  await best(plain, 1);
  await till.takeExactCash();
  await till.reads('paid');
  await page.getByLabel('Sheets that did not come out').waitFor();
  await shoot('printer-dead');
  await next();
  await page.evaluate(() => Object.assign(window, { print: (window.print as unknown as { worked: unknown }).worked }));
  while (await page.getByLabel('Sheets that did not come out').isVisible()) {
    await page
      .getByRole('button', { name: 'Print it' })
      .click({ timeout: 2_000 })
      .catch(() => {});
    await page.waitForTimeout(300);
  }
  await best(plain, 1);
  await till.tap('Cash');
  let withheld = true;
  await page.route(/\/till\/sales/, async (route) => {
    await route.fetch();
    if (withheld) await route.abort();
    else await route.continue();
  });
  await till.tap(/^Exact/, false);
  await till.reads('unknown');
  await shoot('unknown');
  withheld = false;
  await page.unroute(/\/till\/sales/);
  await till.reads('paid');
  await next();

  // After the sale.
  const order = await lastOrder();
  await till.tap('Orders');
  await page.getByLabel('Ticket’s code, order number').fill('D9');
  await till.tap('Find');
  await page
    .locator('.hits, .order-hits, [data-order], .note')
    .first()
    .waitFor({ timeout: 3_000 })
    .catch(() => {});
  await shoot('orders');
  await page
    .getByLabel('Ticket’s code, order number')
    .fill(order.number)
    .catch(() => {});
  if (await page.getByLabel('Ticket’s code, order number').isVisible()) await till.tap('Find');
  else {
    await till.tap('Back');
    await page.getByLabel('Ticket’s code, order number').fill(order.number);
    await till.tap('Find');
  }
  await page.getByRole('heading', { name: `Order ${order.number}` }).waitFor();
  await till.tap('Sell');
  await best(plain, 3);
  await till.takeExactCash();
  await till.reads('paid');
  await next();
  const three = await lastOrder();
  await till.tap('Orders');
  await page.getByLabel('Ticket’s code, order number').fill(three.number);
  await till.tap('Find');
  await page.locator('.ticket').nth(2).click();
  await shoot('order');
  await till.tap('Refund');
  await till.tap('Plans changed');
  await shoot('refund');
  await till.tap(/^Refund ₴/, false);
  await page.getByRole('dialog').locator('.person').first().waitFor();
  await shoot('supervisor');
  await supervisor();
  await page.getByText(/out of the drawer/).waitFor();
  await shoot('refunded');
  await page.locator('.ticket').nth(2).click();
  await till.tap('Exchange');
  await page.getByRole('heading', { name: 'To which screening?' }).waitFor();
  await shoot('exchange');
  await till.chooseScreening(later);
  await till.tap('Best seats');
  await page.locator('.exchange-basket .basket-total').waitFor();
  await shoot('exchange-seats');
  const pay = page.locator('.exchange-basket').getByRole('button', { name: /^(Exchange|Cash)$/ });
  const dearer = (await pay.textContent()) === 'Cash';
  await pay.click();
  if (dearer) await till.tap(/^Exact/, false);
  await page.getByText(/Exchanged\. The new order is/).waitFor();
  await shoot('exchanged');
  await till.tap('Close');
  await till.tap('Sell');

  // The door.
  await till.tap('Orders');
  await till.tap('Let a guest in');
  for (const name of ['door-in', 'door-not-in']) {
    await page.getByLabel('Ticket’s code').fill(await lastCode());
    await page.locator('.query').getByRole('button').click();
    await page.getByRole('heading', { name: name === 'door-in' ? 'Let in' : 'Not let in', exact: true }).waitFor();
    await shoot(name);
  }

  // The drawer.
  await till.tap('Shift');
  await shoot('shift');
  await till.tap('To the safe');
  await till.tap(/^Add .*500$/);
  await shoot('to-the-safe');
  await till.tap('It is in the safe');
  await page.getByText('written down').waitFor();
  await till.tap('Paid out');
  await page.getByLabel('Amount').fill('50');
  await till.tap('Cleaning');
  await shoot('paid-out');
  await till.tap('Ask a supervisor');
  await supervisor();
  await page.getByText('written down').waitFor();
  await till.tap('X report', true);
  await page.locator('[data-report="x"]').waitFor();
  await shoot('x-report');

  // Settings, a change of clerk, and the lock.
  await till.tap('Settings');
  await shoot('settings');
  await till.tap('Sell');
  await till.tap(/^Danylo.*change of clerk/, false);
  await shoot('change-of-clerk');
  await till.tap('Close');
  await till.tap('Lock');
  await page.getByText(/^Locked/).waitFor();
  await shoot('locked');
  await pin('1357');
  await page.locator('.board').waitFor();

  // The line is cut.
  const api = /\/api\/|\/socket\.io\//;
  await till.openLine();
  await page.getByRole('dialog').getByText('6 seats').first().waitFor();
  await till.tap('Close');
  const [kept] = await sql(db).query<{ id: number }>(
    `SELECT screening_id AS id FROM seat_claims c JOIN kiosks k ON k.id = c.kiosk_id JOIN screenings s ON s.id = c.screening_id
      WHERE c.kind = 'allotment' AND $1 = 'FOYER-' || upper(replace(k.name, ' ', '-')) ORDER BY s.starts_at LIMIT 1`,
    [code],
  );
  await context.route(api, (route) => route.abort());
  await context.setOffline(true);
  await till.tap('Orders');
  await till.tap('Sell');
  await page.locator('.top-bar [data-line="offline"]').waitFor({ timeout: 90_000 });
  await page.locator('.board .tile').first().waitFor();
  await shoot('cut-board');
  await best(kept?.id ?? 0, 2);
  await shoot('cut-seats');
  await till.takeExactCash();
  await till.reads('paid');
  await shoot('cut-sold');
  await next();
  await till.openLine();
  await page.locator('[data-outcome="waiting"]').waitFor();
  await shoot('cut-line');
  await till.tap('Close');

  // A manager shuts the till out meanwhile: what it sold waits for a person.
  const [kiosk] = await sql(db).query<{ id: number }>(
    `SELECT id FROM kiosks WHERE $1 = 'FOYER-' || upper(replace(name, ' ', '-'))`,
    [code],
  );
  const inside = { db, signer: signerFrom(secretKey), seatsChanged: () => {}, publicUrl: '' } as never;
  await revokeKiosk(inside, manager, { kioskId: kiosk?.id ?? 0 });
  await sql(db).query('UPDATE kiosks SET enrolment_hash = $2, revoked_at = NULL WHERE id = $1', [
    kiosk?.id,
    codeHash(code),
  ]);
  await context.setOffline(false);
  await context.unroute(api);
  await page.getByLabel('Code').waitFor({ timeout: 90_000 });
  await till.enrol(code);
  await till.signIn('Danylo', '1357');
  await page.getByText('was not accepted').waitFor({ timeout: 60_000 });
  await till.openLine();
  await page.locator('[data-outcome="rejected"]').waitFor();
  await shoot('rejected');
  await till.tap('I have read it');
  await till.tap('Close');

  // The count.
  await till.tap('Shift');
  await till.tap('Count and close');
  await page.getByLabel('Pieces of ₴500').fill('2');
  await page.getByLabel('Pieces of ₴200').fill('1');
  await shoot('count');
  await till.tap('Close the shift');
  await page.getByText('The count is off by').waitFor();
  await shoot('count-off');
  await page.getByLabel('Why it is off').fill('Counted twice');
  await till.tap('Ask a supervisor');
  await supervisor();
  await page.locator('[data-report="z"]').waitFor();
  await shoot('z-report');
  await onPaper();
  await context.close();
}

/** A receipt and a ticket as a printer of 80 mm sets them. */
async function onPaper(): Promise<void> {
  const inside = { db, signer: signerFrom(secretKey) } as never;
  const [order] = await sql(db).query<{ id: number }>(
    `SELECT order_id AS id FROM till_sales JOIN orders o ON o.id = order_id WHERE o.status = 'paid' AND change > 0 ORDER BY order_id LIMIT 1`,
  );
  const page = await browser.newPage({ viewport: { width: 624, height: 200 } });
  for (const document of (await printsOfSale(inside, order?.id ?? 0)).slice(0, 2)) {
    await page.setContent(await receiptPage(escpos(document, { paper: 80, drawer: true })));
    const picture = await page.screenshot({ fullPage: true });
    await sharp(picture)
      .webp({ quality: 72 })
      .toFile(house.file(`kiosk-paper-${document.what}`));
  }
  await page.close();
}

/** Of the screenings of today whose film is like that, the soonest and the last. */
async function screenings(film: string): Promise<[number, number]> {
  const rows = await sql(db).query<{ id: number }>(
    `SELECT s.id FROM screenings s JOIN films f ON f.id = s.film_id
      WHERE s.status = 'published' AND s.starts_at > now() + interval '20 minutes' AND ${film}
        AND s.business_date = (SELECT min(business_date) FROM screenings WHERE starts_at > now())
      ORDER BY s.starts_at`,
  );
  const [soonest, last] = [rows[0], rows.at(-1)];
  if (!soonest || !last) throw new Error(`nothing is on today for which ${film}`);
  return [soonest.id, last.id];
}

async function lastOrder(): Promise<{ number: string }> {
  const [order] = await sql(db).query<{ number: string }>('SELECT number FROM orders ORDER BY id DESC LIMIT 1');
  return order ?? { number: '' };
}

async function lastCode(): Promise<string> {
  const [ticket] = await sql(db).query<{ id: number; revision: number }>(
    "SELECT id, revision FROM tickets WHERE status IN ('valid', 'used') ORDER BY id DESC LIMIT 1",
  );
  return ticketCode(signerFrom(secretKey), ticket ?? { id: 0, revision: 0 });
}
