import type { seatWords as English } from '../en/seats.ts';
import { counted, formOf, listed, seats } from './plural.ts';

const looks = { free: 'вільне', own: 'ваш вибір', taken: 'зайняте', blocked: 'не продається' };

export const seatWords: typeof English = {
  locale: 'uk-UA',
  title: (film) => `Місця: «${film}»`,
  choose: 'Оберіть місця',
  best: 'Кращі місця для',
  bestFor: (n) => `Найкращі місця для ${n} ${formOf(n, 'особи', 'осіб', 'осіб')}`,
  yourSeats: 'Ваші місця',
  none: 'Ще нічого не обрано. Торкніться плану залу або дозвольте нам знайти найкращі місця.',
  total: 'Разом',
  totalNote: 'Типи квитків — на наступному кроці: діти, студенти й пенсіонери платять менше.',
  count: (n) => (n === 0 ? 'Місць не обрано' : seats(n)),
  submit: (n) => (n === 1 ? 'Забронювати місце' : 'Забронювати місця'),
  holding: 'Хвилинку',
  heldFor: (minutes) => `Вони ваші на ${counted(minutes, 'хвилину', 'хвилини', 'хвилин')}, поки ви платите.`,
  remove: (seat) => `Прибрати ${seat}`,
  taken: (labels) =>
    labels.length > 1
      ? `Місця ${listed(labels)} щойно зайняв хтось інший.`
      : `Місце ${listed(labels)} щойно зайняв хтось інший.`,
  freeInstead: (labels) => `${labels.length > 1 ? 'Вільні' : 'Вільне'} ${listed(labels)}.`,
  better: (labels) => `Взяти ${listed(labels)}`,
  found: (labels) => `Ми б обрали ${listed(labels)}.`,
  notThatMany: (n) => `${seats(n)} ми вже не можемо запропонувати ні поруч, ні окремо. Спробуйте менше.`,
  tooMany: (n) =>
    `В одному замовленні може бути до ${n} ${formOf(n, 'місця', 'місць', 'місць')}. Більшій компанії радо допоможуть у касі.`,
  chooseFirst: 'Будь ласка, спершу оберіть місце.',
  offline: 'План залу зараз не оновлюється. Відновлюємо зв’язок; під час бронювання ваш вибір буде перевірено ще раз.',
  map: {
    map: 'Місця в залі. Стрілки переходять між вільними місцями, пробіл обирає.',
    screen: 'Екран',
    seat: ({ row, numbers, category, price, kind, look }) =>
      [
        `Ряд ${row}`,
        numbers.length > 1 ? `місця ${listed(numbers)}` : `місце ${numbers[0]}`,
        kind === 'love' ? 'диванчик на двох' : category,
        price && (look === 'free' || look === 'own') ? (kind === 'love' ? `${price} за кожне` : price) : '',
        looks[look],
      ]
        .filter(Boolean)
        .join(', '),
    zoomIn: 'Ближче',
    zoomOut: 'Далі',
    zoomFit: 'Увесь зал',
    own: 'Ваш вибір',
    taken: 'Зайняте',
    blocked: 'Не продається',
    wheelchair: 'Місце для крісла колісного',
    companion: 'Місце для супроводу поруч',
    love: 'Диванчик на двох, ціна за одного',
  },
  closed: {
    sales_closed: {
      title: 'Онлайн-продаж завершено',
      text: 'Фільм уже почався або ось-ось почнеться. Можливо, місця ще є в касі.',
    },
    sales_not_open: {
      title: 'Ще не у продажу',
      text: (when) => `Квитки на цей сеанс з’являться у продажу: ${when}.`,
    },
    screening_cancelled: {
      title: 'Сеанс не відбудеться',
      text: 'Його довелося скасувати. Якщо у вас є квитки, гроші вже повертаються, а подробиці ми надіслали в листі.',
    },
    sold_out: {
      title: 'Розпродано',
      text: 'На цей сеанс зайнято всі місця. Неоплачені повертаються у продаж протягом години, тож варто зазирнути ще раз.',
    },
  },
  ownHold: (labels, until) => `Ви тримаєте ${listed(labels)} на цей сеанс до ${until}.`,
  ownGoOn: 'Продовжити з ними',
  ownRelease: 'Відмовитися від них',
  otherTimes: 'Інші сеанси цього фільму',
  again: 'Перевірити ще раз',
};
