import type { Browser, BrowserContext, Page } from 'playwright';
import { afterAll, afterEach, beforeAll, beforeEach, expect, test } from 'vitest';
import { sql } from '../../server/db.ts';
import { launchBrowser, watchConsole } from '../setup/browser.ts';
import { type TestCinema, testCinema } from '../setup/cinema.ts';
import { aCustomer } from '../setup/house.ts';
import { pageFaults } from '../setup/page-faults.ts';
import { anOrder } from '../setup/sales.ts';

let cinema: TestCinema;
let browser: Browser;
let context: BrowserContext;
let page: Page;

beforeAll(async () => {
  [cinema, browser] = await Promise.all([testCinema(), launchBrowser()]);
});
afterAll(async () => {
  await browser.close();
  await cinema.stop();
});
beforeEach(async () => {
  context = await browser.newContext({ baseURL: cinema.url, viewport: { width: 390, height: 844 }, locale: 'en-GB' });
  context.setDefaultTimeout(30_000);
  page = await context.newPage();
});
afterEach(() => context.close());

const password = 'harbour lantern quiet';

/** The link in the latest letter to an address, as the worker sent it. */
async function linkTo(email: string, kind: RegExp): Promise<string> {
  for (const end = Date.now() + 60_000; Date.now() < end; ) {
    const list = await (await fetch(`${cinema.url}/demo/mail/`)).text();
    for (const [, name] of list.matchAll(/href="\/demo\/mail\/([^"/]+)"/g)) {
      const letter = await (await fetch(`${cinema.url}/demo/mail/${name}`)).text();
      const link = letter.includes(email) && letter.match(kind)?.[0];
      if (link) return link.replace(cinema.url, '');
    }
    await new Promise((resolve) => setTimeout(resolve, 100));
  }
  throw new Error(`no letter to ${email} came`);
}

async function ask(email: string, typed = password): Promise<void> {
  await page.goto('/account/register');
  await page.fill('#email', email);
  await page.fill('#name', 'Olena');
  await page.fill('#password', typed);
  await page.getByRole('button', { name: 'Make the account' }).click();
  await page.getByRole('heading', { name: 'Look into your mail' }).waitFor();
}

async function register(email: string): Promise<void> {
  await ask(email);
  await page.goto(await linkTo(email, /\/account\/confirm\/[\w-]+\/[\w-]+/));
  await page.getByRole('button', { name: 'Confirm the address' }).click();
  await page.getByText('Welcome. The account is yours.').waitFor();
}

async function clean(): Promise<void> {
  expect(await pageFaults(page)).toEqual([]);
}

test('A guest who makes an account finds the orders placed with the same address in it', async () => {
  watchConsole(page);
  const house = { ...cinema.t.house };
  const id = await anOrder(house, cinema.screening, ['A1'], aCustomer());
  await sql(cinema.t.db).query(`UPDATE orders SET email = 'Olena@Example.com' WHERE id = $1`, [id]);
  await register('olena@example.com');
  expect(await page.getByRole('status').textContent()).toContain('1 earlier order');
  await page.getByText('The Third Man').first().waitFor();
  await clean();
  await page.getByRole('link', { name: 'Settings' }).click();
  await page.getByRole('heading', { name: 'Where you are signed in' }).waitFor();
  await clean();
});

test('Whoever gets the letter of an account that somebody else asked for chooses its password', async () => {
  watchConsole(page, [/status of 422/]);
  await ask('nadia@example.com', 'a stranger was here');
  const link = await linkTo('nadia@example.com', /\/account\/confirm\/[\w-]+\/[\w-]+/);
  const home = await browser.newContext({ baseURL: cinema.url });
  const hers = await home.newPage();
  await hers.goto(link);
  await hers.getByRole('heading', { name: 'Choose your password' }).waitFor();
  await hers.fill('#password', 'short');
  await hers.getByRole('button', { name: 'Make the account' }).click();
  await hers.locator('.field-error').waitFor();
  await hers.fill('#password', password);
  await hers.getByRole('button', { name: 'Make the account' }).click();
  await hers.getByText('Welcome. The account is yours.').waitFor();
  await home.close();
  await page.goto('/account/sign-in');
  await page.fill('#email', 'nadia@example.com');
  await page.fill('#password', 'a stranger was here');
  await page.getByRole('button', { name: 'Sign in', exact: true }).click();
  await page.getByText('E-mail and password do not go together.').waitFor();
});

test('Settings are kept, the password changes with the old one alone, and other devices are signed out', async () => {
  watchConsole(page, [/status of 422/]);
  await register('taras@example.com');
  const phone = await browser.newContext({ baseURL: cinema.url });
  const other = await phone.newPage();
  await other.goto('/account/sign-in');
  await other.fill('#email', 'taras@example.com');
  await other.fill('#password', password);
  await other.getByRole('button', { name: 'Sign in', exact: true }).click();
  await other.waitForURL('**/account');

  await page.goto('/account/settings');
  await page.selectOption('#depth', 'back');
  await page.getByRole('button', { name: 'Save' }).click();
  await page.getByText('Saved.').waitFor();
  expect(await page.locator('#depth').inputValue()).toBe('back');

  await page.fill('#current-password', 'not the password');
  await page.locator('form[action="/account/password"] #password').fill('meadow violin north');
  await page.getByRole('button', { name: 'Change the password' }).click();
  await page.getByText('That is not your password.').waitFor();
  await page.fill('#current-password', password);
  await page.locator('form[action="/account/password"] #password').fill('meadow violin north');
  await page.getByRole('button', { name: 'Change the password' }).click();
  await page.getByText('The password is changed').waitFor();

  await other.goto('/account');
  expect(new URL(other.url()).pathname).toBe('/account/sign-in');
  await phone.close();
});

test('A forgotten password is replaced by the link of a letter, once', async () => {
  watchConsole(page, [/status of 410/]);
  await register('ivan@example.com');
  await page.getByRole('button', { name: 'Sign out' }).click();
  await page.goto('/account/forgot');
  await clean();
  await page.fill('#email', 'ivan@example.com');
  await page.getByRole('button', { name: 'Send the link' }).click();
  const link = await linkTo('ivan@example.com', /\/account\/reset\/[\w-]+\/[\w-]+/);
  await page.goto(link);
  await page.fill('#password', 'violet harbour nine');
  await page.getByRole('button', { name: 'Keep this password' }).click();
  await page.waitForURL('**/account?done=password');
  await page.goto(link);
  await page.getByRole('heading', { name: 'This link has been used or has run out' }).waitFor();
  await clean();
});

test('What a page says never tells whether an address has an account', async () => {
  const ask = async (path: string, fields: Record<string, string>) => {
    const answer = await fetch(cinema.url + path, {
      method: 'POST',
      headers: { origin: cinema.url },
      body: new URLSearchParams(fields),
      redirect: 'manual',
    });
    const text = (await answer.text()).replaceAll(/nonce="[^"]*"/g, '').replaceAll(fields.email ?? '', 'THE ADDRESS');
    return { status: answer.status, text };
  };
  const [known, unknown] = ['olena@example.com', 'nobody@example.com'];
  for (const path of ['/account/forgot', '/account/sign-in', '/account/register']) {
    const fields = { password: 'some other password' };
    expect(await ask(path, { ...fields, email: known })).toEqual(await ask(path, { ...fields, email: unknown }));
  }
});

test('The data comes as one file, and an erased account is gone while its orders stay without a name', async () => {
  watchConsole(page, [/status of 422/]);
  const id = await anOrder(cinema.t.house, cinema.screening, ['B1'], aCustomer());
  await sql(cinema.t.db).query(
    `UPDATE orders SET email = 'maria@example.com', name = 'Maria', status = 'paid' WHERE id = $1`,
    [id],
  );
  await register('maria@example.com');
  await page.goto('/account/settings');
  const [file] = await Promise.all([
    page.waitForEvent('download'),
    page.getByRole('button', { name: 'Download my data' }).click(),
  ]);
  const all = JSON.parse(
    (
      await file.createReadStream().then(async (stream) => {
        const parts: Buffer[] = [];
        for await (const part of stream) parts.push(part as Buffer);
        return Buffer.concat(parts);
      })
    ).toString(),
  );
  expect(all.account.email).toBe('maria@example.com');
  expect(all.orders).toHaveLength(1);

  await page.getByRole('link', { name: 'Delete the account' }).click();
  await clean();
  await page.fill('#current-erase', password);
  await page.getByRole('button', { name: 'Delete it for good' }).click();
  await page.getByRole('heading', { name: 'Your account is gone' }).waitFor();
  const [order] = await sql(cinema.t.db).query<{ email: string | null; name: string | null; userId: number | null }>(
    'SELECT email, name, user_id AS "userId" FROM orders WHERE id = $1',
    [id],
  );
  expect(order).toEqual({ email: null, name: null, userId: null });
  await sql(cinema.t.db).query('DELETE FROM tickets WHERE order_id = $1', [id]);
  await page.goto('/account');
  expect(new URL(page.url()).pathname).toBe('/account/sign-in');
});

test('Seats that a guest holds stay theirs when they sign in to pay', async () => {
  watchConsole(page);
  await register('petro@example.com');
  await page.getByRole('button', { name: 'Sign out' }).click();
  await page.goto(`/sessions/${cinema.screening.id}`);
  await page
    .getByRole('button', { name: 'Best seats for 1 person' })
    .or(page.getByRole('button', { name: /Best seats for/ }))
    .first()
    .click();
  await page
    .getByRole('button', { name: /^Hold (this|these) seat/ })
    .first()
    .click();
  await page.waitForURL('**/checkout/**');
  await page.getByRole('main').getByRole('link', { name: 'Sign in' }).click();
  await page.fill('#email', 'petro@example.com');
  await page.fill('#password', password);
  await page.getByRole('button', { name: 'Sign in', exact: true }).click();
  await page.waitForURL('**/checkout/**');
  expect(await page.locator('#email').inputValue()).toBe('petro@example.com');
  expect(await page.getByRole('main').getByRole('link', { name: 'Sign in' }).count()).toBe(0);
  await page.getByRole('button', { name: /^Pay/ }).last().click();
  await page.waitForURL('**/demo/stripe/pay/**');
  await page.locator('button[value=pay]').click();
  await page.waitForURL('**/orders/**');
  await page.getByRole('link', { name: 'All your tickets' }).click();
  await page.getByText('Booked').waitFor();
  await clean();
});
