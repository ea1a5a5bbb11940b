import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { businessDate } from '../../../server/contract/venue-time.ts';
import { sql } from '../../../server/db.ts';
import { addFilm } from '../../../server/domain/programme/add-film.ts';
import { cancelScreening } from '../../../server/domain/programme/cancel-screening.ts';
import { findFilm } from '../../../server/domain/programme/find-film.ts';
import { findScreening } from '../../../server/domain/programme/find-screening.ts';
import { listFilms } from '../../../server/domain/programme/list-films.ts';
import { listScreenings } from '../../../server/domain/programme/list-screenings.ts';
import { holdSeats } from '../../../server/domain/seats/hold-seats.ts';
import {
  aCustomer,
  accepted,
  aFilm,
  aHall,
  aScreening,
  manager,
  refused,
  type TestHouse,
  testHouse,
} from '../../setup/house.ts';

let t: TestHouse;
beforeAll(async () => {
  t = await testHouse();
  const films = [
    { title: 'Amélie', originalTitle: 'Le Fabuleux Destin d’Amélie Poulain', genres: ['comedy'], ageLimit: 12 },
    {
      title: 'Nosferatu',
      description: 'A clerk travels to a castle and brings the plague home.',
      genres: ['drama'],
      ageLimit: 16,
    },
    { title: 'Shadows of Forgotten Ancestors', originalTitle: 'Тіні забутих предків', genres: ['drama'], ageLimit: 12 },
    { title: 'Seven Samurai', description: 'Farmers hire swordsmen.', genres: ['drama', 'comedy'], ageLimit: 16 },
    { title: '100% Wolf', description: 'A wolf among poodles.', ageLimit: 0 },
  ];
  for (const film of films) await aFilm(t.house, film);
});
afterAll(() => t.drop());

const page = { page: 1, pageSize: 10 };
const in24h = () => new Date(Date.now() + 24 * 3_600_000);
const titles = async (filter: object) =>
  (await listFilms(t.db, { ...page, now: new Date(), ...filter })).films.map((film) => film.title);

describe('looking for a film', () => {
  test.each([
    ['amelie', 'Amélie'],
    ['fabuleux destin', 'Amélie'],
    ['nosfertu', 'Nosferatu'],
    ['NOSFERATU', 'Nosferatu'],
    ['тини забутых', 'Shadows of Forgotten Ancestors'],
    ['shadows of forgoten ancestor', 'Shadows of Forgotten Ancestors'],
    ['seven samuray', 'Seven Samurai'],
    ['swordsmen', 'Seven Samurai'],
    ['the plague', 'Nosferatu'],
    ['0% w', '100% Wolf'],
  ])('“%s” finds %s first', async (search, title) => {
    expect((await titles({ search }))[0]).toBe(title);
  });

  test.each(['zzzz', '_', '%', "'; DROP TABLE films; --", '\\'])(
    '“%s” finds no film that it should not',
    async (search) => {
      expect(await titles({ search })).toEqual(search === '%' ? ['100% Wolf'] : []);
    },
  );

  test('genre, age and blanks narrow or do not narrow the list', async () => {
    expect((await titles({ genre: 'comedy' })).sort()).toEqual(['Amélie', 'Seven Samurai']);
    expect(await titles({ genre: 'comedy', ageLimit: 12 })).toEqual(['Amélie']);
    expect(await titles({ genre: 'opera' })).toEqual([]);
    expect((await titles({ search: '  ' })).length).toBeGreaterThanOrEqual(5);
  });

  test('the count is that of all pages, and a page beyond the end is empty', async () => {
    const first = await listFilms(t.db, { page: 1, pageSize: 2, genre: 'drama', now: new Date() });
    const beyond = await listFilms(t.db, { page: 9, pageSize: 2, genre: 'drama', now: new Date() });
    expect([first.count, first.films.length, beyond.count, beyond.films.length]).toEqual([3, 2, 3, 0]);
  });
});

describe('films', () => {
  test('come with their genres in order and the next screenings that can still be bought', async () => {
    const { id, slug } = await aFilm(t.house, { title: 'On Now', genres: ['comedy', 'drama'] });
    const later = await aScreening(t.house, { filmId: id, startsAt: new Date(in24h().getTime() + 3_600_000) });
    const sooner = await aScreening(t.house, { filmId: id });
    await aScreening(t.house, { filmId: id, status: 'draft' });
    await aScreening(t.house, { filmId: id, startsAt: new Date(Date.now() - 16 * 60_000) });
    const off = await aScreening(t.house, { filmId: id });
    accepted(await cancelScreening(t.house, manager, { screeningId: off.id, reason: 'test' }));

    const film = await findFilm(t.db, slug);
    expect(film?.genres.map((genre) => genre.code)).toEqual(['comedy', 'drama']);
    expect(await findFilm(t.db, id)).toEqual(film);
    const listed = (await listFilms(t.db, { ...page, now: new Date() })).films.find((one) => one.id === id);
    expect(listed?.nextScreenings.map((screening) => screening.id)).toEqual([sooner.id, later.id]);
    expect((await titles({}))[0]).toBe('On Now');
    const date = businessDate(sooner.startsAt, 'Europe/Kyiv', '06:00');
    expect(await titles({ date })).toEqual(['On Now']);
    expect(await titles({ date: '2020-01-01' })).toEqual([]);
  });

  test('of one title get addresses of their own, in Latin letters and never mere figures', async () => {
    const slugFor = async (title: string) => (await aFilm(t.house, { title })).slug;
    expect(await slugFor('Дюна: Частина друга')).toBe('diuna-chastyna-druha');
    expect(await slugFor('Дюна: Частина друга')).toBe('diuna-chastyna-druha-2');
    expect(await slugFor('1917')).toBe('film-1917');
    expect(await slugFor('Pan’s Labyrinth')).toBe('pans-labyrinth');
    expect(await slugFor('千と千尋')).toBe('film');
    const both = await Promise.all([slugFor('Twins'), slugFor('Twins')]);
    expect(both.sort()).toEqual(['twins', 'twins-2']);
  });

  test('of a title that goes on and on have an address of its first words', async () => {
    const title = 'Cultural Learnings of America for Make Benefit Glorious Nation of Kazakhstan, '
      .repeat(3)
      .slice(0, 200);
    const slugs = [await aFilm(t.house, { title }), await aFilm(t.house, { title })].map(({ slug }) => slug);
    const first = 'cultural-learnings-of-america-for-make-benefit-glorious-nation-of-kazakhstan';
    expect(slugs).toEqual([first, `${first}-2`]);
    expect((await aFilm(t.house, { title: 'щ'.repeat(200) })).slug).toBe('shch'.repeat(20));
    expect((await findFilm(t.db, first))?.title).toBe(title);
  });

  test('of a genre that nobody knows are refused, and nothing is kept', async () => {
    const answer = await addFilm(t.house, manager, { title: 'Lost', durationMinutes: 90, genres: ['drama', 'opera'] });
    expect(refused(answer)).toEqual({ refused: 'not_found', details: { genres: ['opera'] } });
    expect(await findFilm(t.db, 'lost')).toBeNull();
  });
});

describe('screenings', () => {
  test('tell their free seats, living holds taken off, and the lowest ordinary price', async () => {
    const hall = await aHall(t.house, 'A ssss\nB pppp\nC wc');
    const { id, filmId } = await aScreening(t.house, { hall });
    accepted(await holdSeats(t.house, aCustomer(), { screeningId: id, seats: [hall.seat('A1'), hall.seat('A2')] }));
    const [screening] = (await listScreenings(t.db, { ...page, filmId, now: new Date() })).screenings;
    expect(screening).toMatchObject({ id, seatsTotal: 10, seatsFree: 8, priceFrom: 19_000, hall: { id: hall.id } });
    await sql(t.db).query("UPDATE seat_claims SET expires_at = now() - interval '1 second' WHERE screening_id = $1", [
      id,
    ]);
    expect(await findScreening(t.db, id)).toMatchObject({ seatsFree: 10 });
  });

  test('one of them comes with the ticket types that have a price in this hall, by category', async () => {
    const hall = await aHall(t.house, 'A ssss\nB ll');
    const { id } = await aScreening(t.house, { hall });
    const found = await findScreening(t.db, id);
    const { standard, love } = t.ids.categories;
    expect(found?.categories.map((category) => category.code)).toEqual(['standard', 'love']);
    expect(found?.ticketTypes.map((type) => [type.code, type.prices])).toEqual([
      [
        'adult',
        [
          { category: standard, amount: 19_000 },
          { category: love, amount: 27_000 },
        ],
      ],
      ['child', [{ category: standard, amount: 13_000 }]],
      [
        'student',
        [
          { category: standard, amount: 15_000 },
          { category: love, amount: 23_000 },
        ],
      ],
      ['senior', [{ category: standard, amount: 14_000 }]],
    ]);
  });

  test('are listed while they can be bought online; drafts never; the past when it is asked for', async () => {
    const film = await aFilm(t.house);
    const at = (minutes: number) => new Date(Date.now() + minutes * 60_000);
    const begun = await aScreening(t.house, { filmId: film.id, startsAt: at(-14) });
    const closed = await aScreening(t.house, { filmId: film.id, startsAt: at(-16) });
    const draft = await aScreening(t.house, { filmId: film.id, status: 'draft' });
    const ids = async (filter: object) =>
      (await listScreenings(t.db, { ...page, filmId: film.id, now: new Date(), ...filter })).screenings.map(
        (one) => one.id,
      );
    expect(await ids({})).toEqual([begun.id]);
    expect(await ids({ includePast: true })).toEqual([closed.id, begun.id]);
    expect(await ids({ hallId: closed.hall.id, includePast: true })).toEqual([closed.id]);
    expect(await ids({ from: at(0) })).toEqual([]);
    expect(await findScreening(t.db, draft.id)).toBeNull();
    expect(await findScreening(t.db, 999_999)).toBeNull();
  });
});
