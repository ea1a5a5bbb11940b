import { businessDate, clockTime, dateInWords } from '../../contract/venue-time.ts';
import { wordsFor } from '../../contract/words/words.ts';
import { sql } from '../../db.ts';
import { type BotMessage, telegramText as text } from '../../gateways/telegram.ts';
import { loadCinema } from '../cinema.ts';
import type { House } from '../house.ts';
import { listProgramme } from '../programme/list-programme.ts';

/** Telegram takes 4096 characters, markup included. */
const longest = 3500;

/** What is still on today: film by film, each time a link to its seats, with how many are free. */
export async function todaysProgramme(house: House, language: string, now: Date): Promise<BotMessage[]> {
  const { locale, telegram: words } = wordsFor(language);
  const cinema = await loadCinema(sql(house.db));
  const today = businessDate(now, cinema.timeZone, cinema.businessDayCutoff);
  const { films } = await listProgramme(house.db, today, now);
  const blocks = films.flatMap(({ film, screenings }) => {
    const times = screenings
      .filter((screening) => screening.salesCloseAt > now)
      .map((screening) => {
        const time = clockTime(screening.startsAt, cinema.timeZone, locale);
        const link = `<a href="${text(`${house.publicUrl}/sessions/${screening.id}`)}">${time}</a>`;
        return `${link}  ${text(screening.hall.name)}, ${text(words.free(screening.seatsOpen))}`;
      });
    return blocksOf(`<b>${text(film.title)}</b>`, times);
  });
  if (blocks.length === 0) {
    return [{ html: words.nothingToday, buttons: [{ text: words.toProgramme, url: `${house.publicUrl}/` }] }];
  }
  const day = dateInWords(today, locale, { weekday: 'long', day: 'numeric', month: 'long' });
  return inMessages([words.today(text(day)), ...blocks]).map((html) => ({ html }));
}

/** A film with more shows than a message holds goes on in the next one, under its title again. */
function blocksOf(title: string, times: readonly string[]): string[] {
  const blocks: string[] = [];
  for (const time of times) {
    const last = blocks.at(-1);
    if (last !== undefined && last.length + time.length < longest) blocks[blocks.length - 1] = `${last}\n${time}`;
    else blocks.push(`${title}\n${time}`);
  }
  return blocks;
}

function inMessages(blocks: readonly string[]): string[] {
  const messages: string[] = [];
  for (const block of blocks) {
    const last = messages.at(-1);
    if (last !== undefined && last.length + block.length < longest)
      messages[messages.length - 1] = `${last}\n\n${block}`;
    else messages.push(block);
  }
  return messages;
}
