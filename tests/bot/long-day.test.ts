import { afterAll, beforeAll, expect, test } from 'vitest';
import { todaysProgramme } from '../../server/domain/telegram/todays-programme.ts';
import { aFilm, aHall, aScreening, type TestHouse, testHouse } from '../setup/house.ts';

/** Telegram takes no more characters, markup included. */
const mostCharacters = 4096;

let t: TestHouse;
beforeAll(async () => {
  t = await testHouse();
});
afterAll(() => t?.drop());

test('A film with more shows in a day than a message holds is told in several, whole, under its title each', async () => {
  const film = await aFilm(t.house, { title: 'The Great Escape' });
  const ids: number[] = [];
  for (let hall = 0; hall < 50; hall++) {
    const startsAt = new Date(`2031-05-05T12:${String(hall).padStart(2, '0')}:00Z`);
    const place = await aHall(t.house, 'A ss', { name: `Hall ${hall}, up the stairs and to the left` });
    ids.push((await aScreening(t.house, { filmId: film.id, startsAt, hall: place })).id);
  }
  const messages = await todaysProgramme(t.house, 'en', new Date('2031-05-05T09:00:00Z'));
  expect(messages.length).toBeGreaterThan(1);
  const texts = messages.map(({ html }) => html);
  for (const html of texts) {
    expect(html.length).toBeLessThanOrEqual(mostCharacters);
    expect(html).toContain('<b>The Great Escape</b>');
    for (const tag of ['a', 'b']) {
      expect(html.split(new RegExp(`<${tag}[ >]`)).length, html).toBe(html.split(`</${tag}>`).length);
    }
  }
  const told = [...texts.join('\n').matchAll(/\/sessions\/(\d+)"/g)].map(([, id]) => Number(id));
  expect(told).toEqual(ids);
});
