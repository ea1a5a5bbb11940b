import { atStart } from '../at-start.ts';
import type { shellWords as English } from '../en/shell.ts';
import { namesOf } from '../names-of.ts';
import { listed } from './plural.ts';

const sound = namesOf('uk', 'language');

export const shellWords: typeof English = {
  skip: 'До змісту',
  programme: 'Афіша',
  rules: 'Правила кінотеатру',
  search: 'Пошук фільмів',
  searchHint: 'Пошук за назвою фільму',
  find: 'Шукати',
  toDark: 'Пригасити світло',
  toLight: 'Увімкнути світло',
  boxOffice: 'Каса',
  tagline: (cinema) => `${cinema}: фільми, заради яких варто вийти з дому, і місце, яке вам до вподоби.`,
  pageTitle: (page, cinema) => `${page} · ${cinema}`,
  night: (day) => `ніч ${day}`,
  minutes: (n) => (n < 60 ? `${n} хв` : `${Math.floor(n / 60)} год ${n % 60 ? `${n % 60} хв` : ''}`.trim()),
  age: (limit) => (limit > 0 ? `${limit}+` : 'Для всіх'),
  ageLong: (limit) => (limit > 0 ? `Для глядачів від ${limit} років` : 'Для будь-якого віку'),
  sound: (tag) => (tag === 'ukl' ? 'Українська жестова мова' : atStart(sound(tag), 'uk')),
  country: namesOf('uk', 'region'),
  subtitles: (language) => `субтитри: ${language.toLocaleLowerCase('uk')}`,
  and: listed,
  notFound: {
    title: 'Тут нічого не показують',
    text: 'Можливо, сторінку перенесено або в посиланні бракує шматочка. Усе, що йде, є в афіші.',
    action: 'До афіші',
  },
  fault: {
    title: 'Проєктор зупинився',
    text: 'Щось пішло не так на нашому боці. Грошей через це не списано. Спробуйте, будь ласка, за хвилину; якщо не минеться, у касі радо допоможуть.',
    action: 'Назад до афіші',
    reference: (id) => `Якщо телефонуватимете, цей номер допоможе з’ясувати, що сталося: ${id}`,
  },
};
