import { figure } from '../shapes.ts';
import { type Composition, credits, title } from '../sheet.ts';

const spelled = ['one', 'two', 'three', 'four', 'five', 'six', 'seven', 'eight', 'nine', 'ten', 'eleven', 'twelve'];

/** The number a title speaks of, from 3 to 24; null when it speaks of none. */
export function numberIn(name: string): number | null {
  const digits = name.match(/(?<![\p{L}\d½])\d{1,2}(?![\p{L}\d½])/u)?.[0];
  const word = name
    .toLowerCase()
    .match(/\p{L}+/gu)
    ?.find((each) => spelled.includes(each));
  const found = digits ? Number(digits) : word ? spelled.indexOf(word) + 1 : 0;
  return found >= 3 && found <= 24 ? found : null;
}

/** As many people as the title counts; one of them stands apart. */
export const count: Composition = (sheet) => {
  const { accent, ink } = sheet.palette;
  const many = numberIn(`${sheet.film.title} ${sheet.film.originalTitle ?? ''}`) ?? 6;
  const columns = many <= 5 ? many : Math.ceil(many / Math.ceil(many / 6));
  const rows = Math.ceil(many / columns);
  const pitch = 344 / columns;
  const tall = Math.min(330 / rows - 14, pitch * 2.4);
  const apart = Math.floor(sheet.random() * many);
  const people = Array.from({ length: many }, (_, i) => {
    const row = Math.floor(i / columns);
    const inRow = Math.min(columns, many - row * columns);
    const x = 200 + ((i % columns) - (inRow - 1) / 2) * pitch;
    const y = 376 - (rows - 1 - row) * (tall + 14);
    return figure(x, y, tall, i === apart ? accent : ink);
  });
  return people.join('') + title(sheet, { y: 404, height: 142, stand: 'bottom' }).svg + credits(sheet, { y: 580 });
};
