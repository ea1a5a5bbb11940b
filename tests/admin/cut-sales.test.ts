import { AxeBuilder } from '@axe-core/playwright';
import type { Browser, Page } from 'playwright';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { sql } from '../../server/db.ts';
import { revokeAllotment } from '../../server/domain/allotments/revoke-allotment.ts';
import { launchBrowser, watchConsole } from '../setup/browser.ts';
import { broken } from '../setup/counter.ts';
import { aCutTill, cutSale, handIn, keepForTills, leased, seatsKept } from '../setup/cut-line.ts';
import { whereItIsEvening } from '../setup/evening.ts';
import { accepted, aHall, aScreening, manager, type TestHouse, testHouse } from '../setup/house.ts';
import { type TestServer, testServer } from '../setup/server.ts';
import { type StaffClient, staffClient } from '../setup/staff.ts';

let t: TestHouse;
let server: TestServer;
let browser: Browser;
let supervisor: StaffClient;

beforeAll(async () => {
  t = await testHouse();
  server = await testServer(t.url);
  browser = await launchBrowser();
  supervisor = await staffClient(server, 'supervisor');
  await whereItIsEvening(t.house);
  await keepForTills(t.house, 6);
  const screening = await aScreening(t.house, {
    hall: await aHall(t.house, 'A ssssssss\nB ssssssss\nC ssssssss'),
    startsAt: new Date(Date.now() + 3_600_000),
  });
  const till = await aCutTill(t.house);
  await leased(t.house, till);
  const [a = 0, b = 0, c = 0, d = 0, e = 0] = seatsKept(till, screening);
  accepted(await revokeAllotment(t.house, manager, { kioskId: till.kioskId }));
  await sql(t.db).query(
    `INSERT INTO seat_claims (screening_id, seat_id, kind, reason) VALUES ($1, $2, 'block', 'Press')`,
    [screening.id, b],
  );
  await handIn(
    t.house,
    till,
    cutSale(t, till, screening, [a, b]),
    cutSale(t, till, screening, [c, d]),
    cutSale(t, till, screening, [e], { total: 1_00, tendered: 1_00 }),
  );
});
afterAll(async () => {
  await browser.close();
  await server.stop();
  await t.drop();
});

async function open(path: string): Promise<Page> {
  const context = await browser.newContext({ viewport: { width: 1280, height: 860 }, colorScheme: 'light' });
  context.setDefaultTimeout(90_000);
  await supervisor.enter(context);
  const page = await context.newPage();
  watchConsole(page);
  await page.goto(`${server.url}${path}`);
  return page;
}

const look = (page: Page) => page.getByRole('button', { name: /^Look at/ });

test('A supervisor finds on the dashboard what does not fit, and settles it in three ways', async () => {
  const page = await open('/admin');
  await page.getByText('3 sales made without connection do not fit').waitFor();
  await page.getByRole('link', { name: 'Open “Sold offline”' }).click();
  await look(page).nth(2).waitFor();
  expect((await new AxeBuilder({ page }).include('.cut-sales').analyze()).violations).toEqual([]);

  // One of its seats is somebody else's by now: another is chosen for it.
  await look(page).first().click();
  const dialog = page.locator('dialog.office-dialog');
  const place = dialog.getByRole('button', { name: 'Make it an order' });
  await dialog.getByText('somebody else has it').waitFor();
  expect(await place.isDisabled()).toBe(true);
  await dialog.locator('select').nth(1).selectOption({ label: 'A1' });
  expect((await new AxeBuilder({ page }).include('.office-dialog').analyze()).violations).toEqual([]);
  if (process.env.SHOTS) await page.screenshot({ path: `${process.env.SHOTS}/sold-offline.png` });
  await place.click();
  await page.getByText(/^It is order .+ now\.$/).waitFor();

  // Neither way out without a note.
  await look(page).first().click();
  const back = dialog.getByRole('button', { name: 'The money went back' });
  await back.waitFor();
  expect(await back.isDisabled()).toBe(true);
  await dialog.getByLabel('Note for the other staff').fill('Came back at nine');
  await back.click();
  await page.getByText('The money went back; its seats are on sale again.').waitFor();

  await look(page).first().click();
  await dialog.getByLabel('Note for the other staff').fill('The till had a wrong price');
  await dialog.getByRole('button', { name: 'Write it off' }).click();
  await page.getByText('Nothing waits.').waitFor();

  await page.getByRole('button', { name: 'Settled' }).click();
  await page.getByText('Came back at nine').waitFor();
  if (process.env.SHOTS) await page.screenshot({ path: `${process.env.SHOTS}/sold-offline-settled.png` });
  await page.emulateMedia({ colorScheme: 'dark' });
  expect((await new AxeBuilder({ page }).include('.cut-sales').analyze()).violations).toEqual([]);
  if (process.env.SHOTS) await page.screenshot({ path: `${process.env.SHOTS}/sold-offline-dark.png` });
  await page.context().close();
  expect(await broken(t.house)).toEqual([]);
}, 600_000);
