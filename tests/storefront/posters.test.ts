import { expect, test } from 'vitest';
import { outlineText } from '../../storefront/routes/poster-text.ts';
import { type PosterFilm, posterPalette, posterSvg, type TextSetter } from '../../storefront/ui/poster/poster.ts';
import { type Line, plainText } from '../../storefront/ui/poster/text.ts';

const genres = [
  'drama',
  'comedy',
  'horror',
  'sci-fi',
  'animation',
  'thriller',
  'romance',
  'documentary',
  'musical',
  'western',
  'war',
  'crime',
  'adventure',
  'fantasy',
  'family',
  'mystery',
];

const longest = [
  'Dr. Strangelove or: How I Learned to Stop Worrying and Love the Bomb',
  'Borat: Cultural Learnings of America for Make Benefit Glorious Nation of Kazakhstan',
  'Найдовший’Непереноснийзаголовокякийтількиможна',
  'M',
  'Тіні забутих предків & <інші> "казки" Їжака',
];

const film = (title: string, genre: string, id = 1): PosterFilm => ({
  id,
  slug: `film-${id}`,
  title,
  originalTitle: null,
  director: 'Florian Henckel von Donnersmarck, Jean-Pierre Jeunet, Apichatpong Weerasethakul',
  year: 2001,
  genres: [genre],
  durationMin: 120,
  ageRating: '12',
});

/** Keeps what was drawn, to measure it by the same setter. */
function recording(inner: TextSetter): TextSetter & { lines: Line[] } {
  const lines: Line[] = [];
  return {
    lines,
    width: inner.width,
    draw: (line) => {
      lines.push(line);
      return inner.draw(line);
    },
  };
}

const setters: [string, () => TextSetter][] = [
  ['plain text', () => plainText],
  ['outlines', outlineText],
];

for (const [name, setter] of setters)
  test(`no title or credit passes the edge of the sheet (${name})`, () => {
    const inner = setter();
    for (const genre of genres)
      for (const title of longest)
        for (const id of [1, 2, 3, 4, 5, 6, 7]) {
          const set = recording(inner);
          posterSvg(film(title, genre, id), set);
          const texts = set.lines.filter((line) => [...line.text].length > 1);
          expect(texts.length).toBeGreaterThan(0);
          for (const line of texts) {
            const wide =
              (set.width(line.text, line.face) + (line.tracking ?? 0) * ([...line.text].length - 1)) * line.size;
            expect(line.x, `${genre}: ${line.text}`).toBeGreaterThanOrEqual(20);
            expect(line.x + wide, `${genre}: ${line.text}`).toBeLessThanOrEqual(380);
            expect(line.y).toBeLessThanOrEqual(592);
          }
        }
  });

test('the same film always has the same poster', () => {
  const one = film('Solaris', 'sci-fi');
  expect(posterSvg(one)).toBe(posterSvg({ ...one, genres: [...one.genres] }));
});

test('what nobody has told of a film is not on its poster', () => {
  for (let id = 1; id <= 30; id++) {
    const unknown = { ...film('Solaris', 'sci-fi', id), director: '', year: null };
    const told = (given: PosterFilm) => {
      const setter = recording(outlineText());
      posterSvg(given, setter);
      return setter.lines.map((line) => line.text);
    };
    expect(told(unknown).filter((text) => /[0·]|null/.test(text))).toEqual([]);
    expect(told({ ...unknown, year: 1972 }).filter((text) => text.includes('1972'))).toEqual(['1972']);
  }
});

test('films of one genre do not all share one idea', () => {
  const art = Array.from({ length: 12 }, (_, id) => posterSvg(film('Nameless', 'drama', id + 1)).replace(/#\w+/g, ''));
  expect(new Set(art.map((svg) => svg.slice(0, 400))).size).toBeGreaterThanOrEqual(5);
});

test('a title is text, never markup', () => {
  const svg = posterSvg(film('<script>alert("1")</script>', 'drama'));
  expect(svg).not.toMatch(/<script/i);
});

test('the ink of every palette reads on its ground', () => {
  const luminance = (hex: string) => {
    const channels = [1, 3, 5].map((at) => Number.parseInt(hex.slice(at, at + 2), 16) / 255);
    const [r = 0, g = 0, b = 0] = channels.map((c) => (c <= 0.04045 ? c / 12.92 : ((c + 0.055) / 1.055) ** 2.4));
    return 0.2126 * r + 0.7152 * g + 0.0722 * b;
  };
  for (const genre of genres)
    for (let id = 1; id <= 30; id++) {
      const { background, ink } = posterPalette(film('x', genre, id));
      const [low = 0, high = 0] = [luminance(background), luminance(ink)].sort((a, b) => a - b);
      expect((high + 0.05) / (low + 0.05), `${genre} ${ink} on ${background}`).toBeGreaterThanOrEqual(4.5);
    }
});
