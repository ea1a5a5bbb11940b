import type { programmeWords as English, filmWords as EnglishFilm } from '../en/programme.ts';
import { counted } from './plural.ts';

const films = (n: number) => counted(n, 'фільм', 'фільми', 'фільмів');

export const programmeWords: typeof English = {
  title: 'Афіша',
  todayTitle: 'Сьогодні',
  tomorrow: 'Завтра',
  dates: 'Оберіть день',
  today: 'Сьогодні',
  genre: 'Жанр',
  anyGenre: 'Усі жанри',
  age: 'Вік',
  anyAge: 'Вік: усі',
  upTo: (age) => (age === 0 ? 'Для будь-якого віку' : `До ${age}+`),
  format: 'Формат',
  anyFormat: '2D або 3D',
  language: 'Мова',
  anyLanguage: 'Усі мови',
  apply: 'Показати',
  reset: 'Показати все',
  count: (n) => (n === 0 ? 'Фільмів немає' : films(n)),
  found: (n, query) => (n === 0 ? `За запитом «${query}» фільмів не знайдено` : `За запитом «${query}»: ${films(n)}`),
  searchTitle: (query) => `Фільми за запитом «${query}»`,
  few: 'Мало місць',
  soldOut: 'Розпродано',
  spacesOnly: 'Лише місця для крісел колісних',
  closed: 'Уже почався',
  notYet: 'Ще не у продажу',
  cancelled: 'Скасовано',
  posterOf: (film) => `Постер фільму «${film}»`,
  empty: {
    title: 'Нічого не підходить',
    quiet: 'Тихий день',
    text: 'Цього дня немає того, що ви обрали. Спробуйте інший день або менше умов.',
    nothing: 'Сеансів немає. Світло вимкнено, крісла відпочивають.',
    search: 'Найближчими тижнями такого фільму немає. Спробуйте коротше слово.',
  },
  badDate: 'Такого дня в афіші немає, тож ось сьогоднішній.',
};

export const filmWords: typeof EnglishFilm = {
  by: (director) => `Режисер: ${director}`,
  director: 'Режисер',
  cast: 'У ролях',
  year: 'Рік',
  country: 'Країна',
  original: 'Мова оригіналу',
  genres: 'Жанр',
  length: 'Тривалість',
  sessions: 'Сеанси',
  noSessions: 'Наразі сеансів не заплановано. Афішу ми оновлюємо щотижня.',
  rating: 'Вікове обмеження',
  ratingMeans: {
    none: 'Підходить для будь-якого віку.',
    advisory: (age) => `Радимо глядачам від ${age} років. Вибір за вами.`,
    accompanied: (age) =>
      `До ${age} років — у супроводі дорослого: у замовленні з дитячим квитком має бути і дорослий.`,
    strict: (age) =>
      `Лише для глядачів від ${age} років. Візьміть, будь ласка, документ, що посвідчує вік; дитячих квитків немає.`,
  },
};
