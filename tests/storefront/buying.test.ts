import { afterAll, beforeAll, expect, test } from 'vitest';
import { sql } from '../../server/db.ts';
import { aMoment } from '../setup/a-moment.ts';
import { aFilm, aHall, aScreening, type TestHouse, type TestScreening, testHouse } from '../setup/house.ts';
import { type TestServer, testServer } from '../setup/server.ts';
import { type Customer, chosenSeats, customer, wordsOf } from './customer.ts';

let home: TestHouse;
let server: TestServer;
beforeAll(async () => {
  home = await testHouse();
  server = await testServer(home.url);
});
afterAll(async () => {
  await server?.stop();
  await home?.drop();
});

const details = { email: 'olena@example.com', name: 'Олена', acknowledged: 'yes' };

/** A screening and one customer per call. */
async function aVisit(drawing = 'A ssssss\nB ssssss'): Promise<{ screening: TestScreening; someone: Customer }> {
  const screening = await aScreening(home.house, { hall: await aHall(home.house, drawing) });
  return { screening, someone: customer(server.url) };
}

const seatsOf = (screening: TestScreening, ...labels: string[]): [string, string][] =>
  labels.map((label) => ['seat', String(screening.hall.seat(label))]);

async function held(screening: TestScreening, someone: Customer, ...labels: string[]): Promise<string> {
  const answer = await someone.post(`/sessions/${screening.id}/hold`, seatsOf(screening, ...labels));
  expect(answer.status, wordsOf(answer.html)).toBe(303);
  return answer.to ?? '';
}

test('without script: the best seats, the hold, the checkout, the payment page, the tickets', async () => {
  const { screening, someone } = await aVisit();
  const map = await someone.get(`/sessions/${screening.id}?best=3`);
  const seats = chosenSeats(map.html);
  expect(seats).toHaveLength(3);
  const hold = await someone.post(
    `/sessions/${screening.id}/hold`,
    seats.map((seat): [string, string] => ['seat', seat]),
  );
  expect(hold.status).toBe(303);
  const checkout = await someone.get(hold.to ?? '');
  expect(wordsOf(checkout.html)).toMatch(/Held for you until \d\d:\d\d/);
  const paying = await someone.post(hold.to ?? '', details);
  expect(paying.to).toMatch(/^\/demo\/stripe\/pay\//);
  const back = await someone.post(paying.to ?? '', { choice: 'pay' });
  expect(back.to).toMatch(/^\/orders\/\d+\?token=.*&paid=/);
  await expect.poll(async () => wordsOf((await someone.get(back.to ?? '')).html)).toContain('Enjoy the film');
  const page = await someone.get(back.to ?? '');
  expect(page.html.match(/<svg[^>]*role="img"/g)).toHaveLength(3);
  const pdf = await someone.get((back.to ?? '').replace('?', '/tickets.pdf?'));
  expect([pdf.status, pdf.headers.get('content-type'), pdf.html.slice(0, 5)]).toEqual([
    200,
    'application/pdf',
    '%PDF-',
  ]);
  const calendar = await someone.get((back.to ?? '').replace('?', '/calendar.ics?'));
  expect(calendar.html).toContain('DTSTART;TZID=Europe/Kyiv:');
});

test('while the payment is on its way the order says so, and does not ask to pay again', async () => {
  const { screening, someone } = await aVisit();
  const checkout = await held(screening, someone, 'A1', 'A2');
  await someone.post(checkout, details);
  const order = (await someone.get(checkout)).to ?? '';
  const arriving = wordsOf((await someone.get(`${order}&paid=cs_test_1`)).html);
  expect(arriving).toContain('Your payment is on its way');
  expect(arriving).not.toMatch(/Pay ₴/);
  expect(wordsOf((await someone.get(order)).html)).toMatch(/Pay ₴380/);
});

test('the same choice sent twice is one hold, and the same checkout sent twice is one payment', async () => {
  const { screening, someone } = await aVisit();
  const first = await held(screening, someone, 'A1', 'A2');
  expect(await held(screening, someone, 'A2', 'A1')).toBe(first);
  const pages = [await someone.post(first, details), await someone.post(first, details)].map((answer) => answer.to);
  expect(pages[0]).toMatch(/^\/demo\/stripe\/pay\//);
  expect(pages[1]).toBe(pages[0]);
  expect((await someone.get(first)).to).toMatch(/^\/orders\//);
  expect((await someone.get(`/sessions/${screening.id}`)).html).toContain('/orders/');
});

test('a choice that leaves a single seat is refused with the better one a tap away', async () => {
  const { screening, someone } = await aVisit('A sssss');
  const answer = await someone.post(`/sessions/${screening.id}/hold`, seatsOf(screening, 'A2', 'A3'));
  expect(answer.status).toBe(422);
  expect(wordsOf(answer.html)).toContain('would leave a single seat that nobody can use (A1)');
  expect(chosenSeats(answer.html)).toEqual(seatsOf(screening, 'A2', 'A3').map(([, id]) => id));
  const better = /class="btn btn-quiet" href="([^"]+)"/.exec(answer.html)?.[1]?.replaceAll('&amp;', '&') ?? '';
  const again = chosenSeats((await someone.get(better)).html);
  expect((await held(screening, someone, ...labelsFor(screening, again))) !== '').toBe(true);
});

function labelsFor(screening: TestScreening, ids: string[]): string[] {
  return screening.hall.plan.seats
    .filter((seat) => ids.includes(String(seat.id)))
    .map((seat) => seat.row + seat.number);
}

test('a seat that somebody else was faster with is named, and the others stay chosen', async () => {
  const { screening, someone } = await aVisit();
  await held(screening, customer(server.url), 'A1', 'A2');
  const answer = await someone.post(`/sessions/${screening.id}/hold`, seatsOf(screening, 'A2', 'A3'));
  expect(answer.status).toBe(409);
  expect(wordsOf(answer.html)).toMatch(/Seat A2 was just taken by someone else\. .* are free\./);
  expect(chosenSeats(answer.html)).toEqual([String(screening.hall.seat('A3'))]);
});

test('seats of another hall, seats that are none, and no seat at all change nothing', async () => {
  const { screening, someone } = await aVisit();
  const elsewhere = await aScreening(home.house);
  const hold = `/sessions/${screening.id}/hold`;
  expect((await someone.post(hold, seatsOf(elsewhere, 'A1'))).status).toBe(422);
  expect(
    (
      await someone.post(hold, [
        ['seat', 'x'],
        ['seat', '-1'],
      ])
    ).status,
  ).toBe(422);
  expect(wordsOf((await someone.post(hold, {})).html)).toContain('Please choose a seat first');
  expect((await someone.post('/sessions/999999/hold', seatsOf(screening, 'A1'))).status).toBe(404);
});

test('the checkout keeps what was typed, says what is missing, and reckons by ticket type', async () => {
  const { screening, someone } = await aVisit();
  const checkout = await held(screening, someone, 'A1', 'A2');
  const child = { [`type-${screening.hall.seat('A1')}`]: String(home.ids.types.child) };
  const updated = await someone.post(checkout, { ...child, email: 'olena@', intent: 'update' });
  expect(updated.status).toBe(200);
  expect(wordsOf(updated.html)).toContain('Pay ₴320');
  expect(updated.html).toContain('value="olena@"');
  const wrong = await someone.post(checkout, { ...child, email: 'olena@', name: 'О'.repeat(101) });
  expect(wrong.status).toBe(422);
  expect(wordsOf(wrong.html)).toContain('does not look like an e-mail address');
  expect(wordsOf(wrong.html)).toContain('too long');
  const odd = await someone.post(checkout, { [`type-${screening.hall.seat('A1')}`]: '999', ...details });
  expect(odd.status).toBe(422);
  const fine = await someone.post(checkout, { ...child, ...details });
  expect(fine.to).toMatch(/^\/demo\/stripe\/pay\//);
  const [order] = await sql(home.db).query<{ total: number }>('SELECT total FROM orders ORDER BY id DESC LIMIT 1');
  expect(order?.total).toBe(320_00);
});

test('a rated film asks for a word before it sells', async () => {
  const film = await aFilm(home.house, { ageLimit: 18, agePolicy: 'strict' });
  const screening = await aScreening(home.house, { filmId: film.id });
  const someone = customer(server.url);
  const checkout = await held(screening, someone, 'A1', 'A2');
  const silent = await someone.post(checkout, { email: 'olena@example.com' });
  expect([silent.status, wordsOf(silent.html).includes('Please confirm the age rating')]).toEqual([422, true]);
  const child = { [`type-${screening.hall.seat('A1')}`]: String(home.ids.types.child) };
  const refused = await someone.post(checkout, { ...details, ...child });
  expect([refused.status, wordsOf(refused.html).includes('for ages 18 and over')]).toEqual([422, true]);
  expect((await someone.post(checkout, details)).status).toBe(303);
});

test('seats let go are free at once; seats held too long are gone, and the page says so', async () => {
  const { screening, someone } = await aVisit();
  const first = await held(screening, someone, 'A1', 'A2');
  expect((await someone.post(`${first}/release`, {})).to).toBe(`/sessions/${screening.id}`);
  const second = await held(screening, someone, 'A1', 'A2');
  await sql(home.db).query(`UPDATE holds SET expires_at = now() - interval '1 second' WHERE screening_id = $1`, [
    screening.id,
  ]);
  for (const answer of [await someone.get(second), await someone.post(second, details)]) {
    expect(answer.status).toBe(410);
    expect(wordsOf(answer.html)).toContain('The seats are back on sale');
  }
});

test('a hold opens with its own key only', async () => {
  const { screening, someone } = await aVisit();
  const checkout = await held(screening, someone, 'A1', 'A2');
  const other = await held(screening, customer(server.url), 'B1', 'B2');
  const [, , id] = checkout.split('/');
  for (const path of [`/checkout/${id}/wrong`, `/checkout/${id}/${other.split('/')[3]}`, '/checkout/x/y']) {
    expect((await someone.get(path)).status, path).toBe(404);
    expect((await someone.post(path, details)).status, path).toBe(404);
  }
});

test('the form that another site sends does nothing', async () => {
  const { screening } = await aVisit();
  const answer = await fetch(`${server.url}/sessions/${screening.id}/hold`, {
    method: 'POST',
    body: new URLSearchParams(seatsOf(screening, 'A1')),
    headers: { 'sec-fetch-site': 'cross-site' },
  });
  expect(answer.status).toBe(403);
});

test('what costs nothing is booked without a word of payment, and the tickets are on the next page', async () => {
  const { screening, someone } = await aVisit();
  await sql(home.db).query(
    `WITH card AS (INSERT INTO price_cards (code, name) VALUES ('free', 'Free') RETURNING id),
          price AS (INSERT INTO prices (price_card_id, ticket_type_id, category_id, amount)
                    SELECT card.id, $2, $3, 0 FROM card)
     UPDATE screenings SET price_card_id = card.id FROM card WHERE screenings.id = $1`,
    [screening.id, home.ids.types.adult, home.ids.categories.standard],
  );
  await aMoment();
  const checkout = await held(screening, someone, 'A1', 'A2');
  const words = wordsOf((await someone.get(checkout)).html);
  expect(words).toContain('Book the seats There is nothing to pay. Your tickets are on the next page.');
  expect(words).not.toMatch(/Pay ₴|payment service/);
  const order = await someone.post(checkout, details);
  expect(wordsOf((await someone.get(order.to ?? '')).html)).toContain('Enjoy the film');
});

test('a rating that binds is asked about before anything is paid, and children need their adult', async () => {
  const film = await aFilm(home.house, { ageLimit: 16, agePolicy: 'accompanied' });
  const screening = await aScreening(home.house, { filmId: film.id });
  const someone = customer(server.url);
  const checkout = await held(screening, someone, 'A1', 'A2');
  const unasked = await someone.post(checkout, { email: details.email, name: details.name });
  expect([unasked.status, wordsOf(unasked.html)]).toEqual([
    422,
    expect.stringContaining('Please confirm the age rating.'),
  ]);
  const child = String(home.ids.types.child);
  const types = (labels: string[]) =>
    Object.fromEntries(labels.map((label) => [`type-${screening.hall.seat(label)}`, child]));
  const children = await someone.post(checkout, { ...details, ...types(['A1', 'A2']) });
  expect(children.status).toBe(422);
  expect(wordsOf(children.html)).toContain('Under 16, this film is to be seen with an adult.');
  expect((await someone.post(checkout, { ...details, ...types(['A2']) })).to).toMatch(/^\/demo\/stripe\/pay\//);
});
