import { arch } from './compositions/arch.ts';
import { blocks } from './compositions/blocks.ts';
import { city } from './compositions/city.ts';
import { corridor } from './compositions/corridor.ts';
import { count, numberIn } from './compositions/count.ts';
import { eye } from './compositions/eye.ts';
import { forest } from './compositions/forest.ts';
import { hills } from './compositions/hills.ts';
import { initial } from './compositions/initial.ts';
import { keyhole } from './compositions/keyhole.ts';
import { letters } from './compositions/letters.ts';
import { orbit } from './compositions/orbit.ts';
import { pair } from './compositions/pair.ts';
import { road } from './compositions/road.ts';
import { spiral } from './compositions/spiral.ts';
import { spotlight } from './compositions/spotlight.ts';
import { staircase } from './compositions/staircase.ts';
import { stripes } from './compositions/stripes.ts';
import { sun } from './compositions/sun.ts';
import { torn } from './compositions/torn.ts';
import { waves } from './compositions/waves.ts';
import { windows } from './compositions/windows.ts';
import type { PosterFilm } from './film.ts';
import { hash } from './random.ts';
import type { Composition } from './sheet.ts';

/** A word in the title is the best idea of all. Matched against the title and the original title, in this order. */
const byWord: [RegExp, Composition][] = [
  [/\b(windows?|apartments?|hotel|house|home|neighbou?r|roommate)\b|вікн|готел|дім|будин/i, windows],
  [
    /\b(space|odyssey|star|stars|solaris|interstellar|gravity|planet|mars|moon men|arrival|alien|earth)\b|косм|зір|зор/i,
    orbit,
  ],
  [/\b(sun|sunset|sunrise|before|dawn|day|summer|heat|fire|flames?|burning)\b|сонц|літо|вогн/i, sun],
  [/\b(sea|ocean|water|wave|waves|jaws|river|lake|island|shape of|ship|boat|fish)\b|море|вод|хвил/i, waves],
  [/\b(moon|moonlight|night|totoro|hills?|mountain|valley|castle)\b|місяц|ніч|гор[аи]/i, hills],
  [/\b(vertigo|dreams?|inception|memento|mind|eternal|maze|labyrinth)\b|сон|лабірин/i, spiral],
  [/\b(shining|corridor|door|hall|exit|hereditary)\b|двер/i, corridor],
  [/\b(parasite|stairs?|ladder|steps|modern times|general)\b|сход/i, staircase],
  [/\b(road|way|highway|drive|fury|paris|west|country|journey|runner)\b|шлях|дорог/i, road],
  [/\b(forest|woods?|tree|trees|shadows? of|ancestors|princess)\b|ліс|дерев|тіні/i, forest],
  [/\b(eye|eyes|psycho|watch|watching|see|portrait|fire walk|look)\b|око|очі|портрет/i, eye],
  [/\b(city|lights|metropolis|taxi|manhattan|roma|street|town|bicycle)\b|міст|вулиц/i, city],
  [/\b(secret|key|conversation|lives of|spirited|clue|knives)\b|таємн|ключ/i, keyhole],
  [/\b(love|lovers?|lost in|mood|two|couple|brief|wedding|la la)\b|любов|кохан|двоє/i, pair],
  [/\b(red shoes|singin|band|song|stage|dance|whiplash|amadeus|cabaret|opera)\b|пісн|сцен/i, spotlight],
  [/\b(casablanca|godfather|king|queen|rome|church|grand|god)\b|корол|цар/i, arch],
];

const byGenre: Record<string, Composition[]> = {
  drama: [initial, letters, arch, pair, sun, windows, stripes],
  comedy: [blocks, staircase, letters, stripes, pair],
  horror: [eye, corridor, forest, torn, keyhole],
  'sci-fi': [orbit, eye, letters, spiral, blocks],
  animation: [hills, blocks, forest, waves, initial],
  thriller: [stripes, corridor, spiral, eye, windows, torn],
  romance: [pair, sun, city, arch, waves],
  documentary: [letters, initial, torn, road],
  musical: [spotlight, stripes, city, blocks],
  western: [road, sun, arch, torn],
  war: [torn, stripes, sun, letters],
  crime: [city, stripes, keyhole, torn, initial, arch],
  adventure: [road, waves, hills, sun, forest],
  fantasy: [hills, forest, arch, orbit],
  family: [blocks, hills, staircase, waves],
  mystery: [keyhole, windows, spiral, corridor, arch],
};

/** The idea for a film: a number or a word in its title, else its genres by weight, told apart by its slug. */
export function compositionOf(film: PosterFilm): Composition {
  const names = `${film.title} ${film.originalTitle ?? ''}`;
  if (numberIn(names) !== null) return count;
  const word = byWord.find(([pattern]) => pattern.test(names));
  if (word) return word[1];
  const genre = film.genres.find((code) => code in byGenre) ?? 'drama';
  const choices = byGenre[genre] ?? [];
  return choices[(hash(film.slug) + film.id) % choices.length] ?? letters;
}
