import type { RefusalCode } from '../../refusals.ts';
import { counted, formOf, listed, seats } from './plural.ts';

type Details = Record<string, unknown>;
type Say = (details: Details) => string;

const list = (value: unknown) => listed((Array.isArray(value) ? value : []).map(String));
const many = (value: unknown) => Array.isArray(value) && value.length > 1;
/** `Місця F7 і F8` or `Місце F7`. */
const named = (labels: unknown) => `${many(labels) ? 'Місця' : 'Місце'} ${list(labels)}`;

function seatsTaken({ labels }: Details): string {
  if (!Array.isArray(labels) || labels.length === 0) return 'Це місце щойно зайняли';
  return `${named(labels)} щойно зайняли`;
}

function instead({ betterLabels }: Details): string {
  return Array.isArray(betterLabels) && betterLabels.length > 0 ? ` Підійдуть ${list(betterLabels)}.` : '';
}

/** Names the screening in the way, its times as they are on the venue's clock. */
function inTheWay({ screening }: Details): string {
  if (typeof screening !== 'object' || screening === null || !('startsAt' in screening)) {
    return 'У цей час у залі інший сеанс.';
  }
  const { film, hall, startsAt, hallFreeAt } = screening as Record<string, unknown>;
  const clock = (at: unknown) => String(at).slice(11, 16);
  return `${hall} з ${clock(startsAt)} до ${clock(hallFreeAt)} зайнято: «${film}», разом із прибиранням.`;
}

/** What stands in the way of moving a screening, in seats. */
function sales({ sold, held, orders, unplaced }: Details): string {
  if (unplaced) {
    return `Продано ${seats(Number(sold))}; для ${unplaced} ${formOf(Number(unplaced), 'зайнятого місця', 'зайнятих місць', 'зайнятих місць')} у тому залі немає відповідника.`;
  }
  if (held) return `Просто зараз оплачують ${seats(Number(held))}. Спробуйте за кілька хвилин.`;
  if (orders) {
    return `Просто зараз оплачують ${counted(Number(orders), 'замовлення', 'замовлення', 'замовлень')}. Спробуйте за кілька хвилин.`;
  }
  return sold ? `На цей сеанс продано ${seats(Number(sold))}.` : 'Місця на цей сеанс продано або заброньовано.';
}

export const refusalWords: Record<RefusalCode, Say> = {
  invalid_request: () => 'Запит складено неправильно. Подробиці наведено нижче.',
  unauthenticated: () => 'Будь ласка, увійдіть.',
  forbidden: () => 'Цьому обліковому запису таке не дозволено.',
  not_found: () => 'За цим номером або назвою нічого немає.',
  method_not_allowed: () => 'Тут так не можна. Що можна, сказано в заголовку Allow.',
  too_large: () => 'Це більше, ніж може вмістити один запит.',
  unsupported_media_type: () =>
    'Будь ласка, надсилайте JSON у кодуванні UTF-8 із заголовком Content-Type: application/json.',
  rate_limited: () => 'Забагато спроб за короткий час. Зачекайте, будь ласка, хвилинку.',
  idempotency_mismatch: () => 'Цей Idempotency-Key уже належить іншому запиту. Надішліть новий ключ.',
  idempotency_in_progress: () => 'Перший запит із цим Idempotency-Key ще виконується. Спробуйте за мить.',
  changed_meanwhile: () => 'Тим часом хтось це змінив, тож нічого не записано. Будь ласка, перегляньте ще раз.',
  unreadable_file: () => 'Цей файл не вдалося прочитати.',
  seat_taken: (d) => `${seatsTaken(d)}. Будь ласка, оберіть інше.`,
  unknown_seat: () => 'Одного з цих місць у залі немає.',
  duplicate_seat: () => 'Те саме місце вказано двічі.',
  orphan_seat: (d) =>
    `Після такого вибору ${many(d.labels) ? 'залишаться поодинокі місця, на які' : 'залишиться поодиноке місце, на яке'} ніхто не сяде (${list(d.labels)}).${instead(d)}`,
  companion_without_space: () =>
    'Місце для супроводу продається разом із місцем для крісла колісного. Будь ласка, оберіть обидва.',
  love_seat_split: () => 'Диванчик розрахований на двох. Будь ласка, оберіть обидві половини.',
  too_many_seats: () => 'Це більше місць, ніж може тримати один гість одночасно.',
  too_many_holds: () => 'Ви вже тримаєте місця на кілька сеансів. Спершу завершіть або скасуйте одне з бронювань.',
  no_seats_left: () => 'Стільки місць уже не залишилося ні поруч, ні окремо.',
  hold_expired: () => 'Час на ці місця вийшов, вони знову у продажу. Будь ласка, оберіть знову.',
  hold_mismatch: () => 'Відтоді як ви обирали, місця змінилися. Будь ласка, оберіть знову.',
  refund_not_waiting: () => 'Це повернення не чекає в касі: його вже видано, або воно йде іншим шляхом.',
  seat_not_blocked: (d) => `${named(d.labels)} кінотеатр за собою не тримає. Будь ласка, перегляньте ще раз.`,
  other_category: (d) =>
    `${named(d.labels)} — іншої категорії. Старший зміни може пересадити гостя за вже сплаченою ціною.`,
  sales_closed: () => 'Онлайн-продаж на цей сеанс завершено. Можливо, місця ще є в касі.',
  sales_not_open: () => 'Цей сеанс ще не у продажу.',
  screening_cancelled: () => 'Цей сеанс скасовано.',
  not_for_sale: (d) =>
    `${d.ticketType ? `Квиток «${d.ticketType}»` : 'Такий квиток'} на це місце не продається. Оберіть інший тип квитка.`,
  unknown_ticket_type: () => 'Такого типу квитка немає.',
  price_changed: () => 'Ціна змінилася. Будь ласка, перегляньте нову суму.',
  age_restricted: (d) => `Цей фільм для глядачів від ${d.ageLimit} років. Дитячих квитків на нього немає.`,
  adult_required: (d) =>
    d.staying
      ? `До ${d.ageLimit} років цей фільм дивляться з дорослим. Дитячий квиток не може лишитися без дорослого.`
      : `До ${d.ageLimit} років цей фільм дивляться з дорослим. Будь ласка, додайте дорослий квиток.`,
  age_unacknowledged: (d) => `Цей фільм має позначку ${d.ageLimit}+. Будь ласка, підтвердьте, що ви це бачили.`,
  email_required: () => 'Будь ласка, вкажіть електронну адресу, на яку надіслати квитки.',
  order_expired: ({ status }) =>
    status === 'cancelled'
      ? 'Це замовлення скасовано, його місця знову у продажу.'
      : 'Час на це замовлення вийшов, його місця знову у продажу.',
  already_paid: () => 'Це замовлення вже оплачено.',
  payment_processing: () => 'Оплата цього замовлення вже в дорозі. Щойно вона надійде, ми вам напишемо.',
  payment_unavailable: () =>
    'Платіжний сервіс не відповідає. Ми й далі тримаємо ваші місця; будь ласка, спробуйте за хвилину.',
  not_cancellable: () => 'Онлайн це замовлення скасувати вже не можна.',
  ticket_used: () => 'Цей квиток уже використано на вході.',
  no_tickets: () => 'У цьому замовленні немає дійсних квитків.',
  screening_overlap: inTheWay,
  screening_has_sales: sales,
  screening_published: () => 'Про цей сеанс глядачі вже знають. Його можна скасувати, але не прибрати.',
  screening_begun: ({ there }) => (there ? 'Цей час уже минув: глядачі не змогли б прийти.' : 'Цей сеанс уже почався.'),
  plan_not_published: () => 'Для цього залу немає опублікованого плану місць.',
  plan_not_draft: () => 'Опублікований план місць не змінюється. Збережіть зміни як нову версію.',
  plan_invalid: () => 'План місць складено неправильно. Подробиці наведено нижче.',
  over_capacity: (d) => `У плані ${seats(Number(d.seats))}, а дозволена місткість залу — ${d.capacity}.`,
  code_taken: () => 'Такий код уже є.',
  copies_do_not_fit: () => 'Деякі з цих сеансів не вміщуються. Подробиці наведено нижче.',
  stretch_overlaps: () => 'З такою тривалістю сеанси накладуться один на один. Подробиці наведено нижче.',
  local_time_missing: () => 'Того дня через переведення годинників такого часу немає.',
  local_time_ambiguous: () =>
    'Того дня через переведення годинників такий час настає двічі. Уточніть, перший чи другий.',
  wrong_credentials: () => 'Така електронна адреса і такий пароль не пасують одне до одного.',
  weak_password: ({ reason, fewest, most }) => {
    if (reason === 'email')
      return 'Свою електронну адресу як пароль спробують першою. Оберіть, будь ласка, інший пароль.';
    if (reason === 'common') return 'Цей пароль є в усіх переліках поширених. Оберіть, будь ласка, інший.';
    if (reason === 'simple') return 'У цьому паролі повторюються ті самі кілька символів. Оберіть, будь ласка, інший.';
    return `Оберіть, будь ласка, пароль від ${fewest} до ${most} символів.`;
  },
  weak_pin: () => 'Оберіть, будь ласка, від 4 до 8 цифр: не однакові й не поспіль.',
  link_expired: () => 'Це посилання вже використано або його час минув. Будь ласка, попросіть нове.',
  email_taken: () => 'Обліковий запис із цією електронною адресою вже є.',
  last_administrator: () => 'Це єдиний адміністратор. Спершу призначте адміністратором ще когось.',
  telegram_link_invalid: () =>
    'Цей код невідомий, використаний, або минули його 15 хвилин. Створіть, будь ласка, новий.',
  settings_in_use: ({ what }) =>
    what === 'zone'
      ? 'Попереду є сеанси, і час кожного зсунувся б. Часовий пояс можна змінити, коли їх не залишиться.'
      : 'У цій валюті вже є замовлення, тож вона має залишитися.',
  still_in_programme: ({ count }) =>
    `Попереду ще ${counted(Number(count), 'сеанс', 'сеанси', 'сеансів')}. Спершу перенесіть або скасуйте ${count === 1 ? 'його' : 'їх'}.`,
  default_needed: () => 'Один тип квитка завжди основний. Зробіть основним інший.',
  no_image: () => 'Такого зображення ми не можемо прочитати. Оберіть JPEG, PNG, WebP або AVIF розміром до 10 МБ.',
  webhook_address: () => 'На цю адресу не можна надсилати вебхуки.',
  not_enrolled: () => 'Цієї каси тут не знають. Попросіть у менеджера новий код.',
  wrong_code: () => 'Цей код не відкриває касу. Він діє один раз і протягом години. Попросіть новий.',
  clerk_signed_out: () => 'Будь ласка, увійдіть зі своїм PIN-кодом.',
  wrong_pin: () => 'PIN-код неправильний.',
  pin_locked: () =>
    'Забагато неправильних PIN-кодів: ця людина більше не може ввійти на цій касі. Новий PIN-код, встановлений в офісі, відкриє її знову.',
  approval_needed: (d) =>
    d.what === 'close_with_difference'
      ? 'Сума не збігається з тим, що має бути в касі. Її має переглянути старший зміни.'
      : 'Це має дозволити старший зміни своїм PIN-кодом.',
  approval_invalid: () => 'Цей дозвіл уже використано, або минули його дві хвилини. Будь ласка, попросіть ще раз.',
  shift_open: () => 'Зміну на цій касі вже відкрито. Спершу закрийте її.',
  no_open_shift: () => 'Зміну не відкрито. Спершу відкрийте її з розмінною сумою.',
  payments_under_way: () => 'На цій касі ще триває оплата карткою. Завершіть або скасуйте її.',
  epoch_stale: () => 'Місця цієї каси вже в іншої її копії. Касу треба зареєструвати знову.',
  name_taken: () => 'Така назва вже є.',
  ticket_invalid: () => 'Цей квиток недійсний.',
  ticket_not_valid_here: () => 'Цей квиток на інший сеанс.',
};

export const faultWords = 'Щось пішло не так на нашому боці. Будь ласка, спробуйте за хвилину.';
