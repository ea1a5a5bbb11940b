import sharp from 'sharp';
import { largestPoster } from '../../../../server/contract/api/staff/films.ts';
import { largestFilmFile } from '../../../../server/contract/api/staff/films-import.ts';
import type { Call, Recipes, World } from '../world.ts';
import { send } from '../world.ts';
import { at, office } from './at.ts';

const mapping = JSON.stringify({
  columns: { title: 'title', minutes: 'minutes' },
  defaultMinutes: null,
  dateOrder: 'day first',
});

let films = 0;

function form(field: string, content: BlobPart, more: Record<string, string> = {}): FormData {
  const made = new FormData();
  for (const [name, value] of Object.entries(more)) made.set(name, value);
  made.set(field, new Blob([content]), 'file.csv');
  return made;
}

const list = () => `title,minutes\nA film of its own ${++films},90\n`;
const notText = new Uint8Array([0x89, 0x50, 0x4e, 0x47, 0x0d, 0x0a]);

const importing = (step: string): Recipes => ({
  good: (world) => office(world, `films-import/${step}`, form('file', list())),
  refusals: {
    unreadable_file: (world) => office(world, `films-import/${step}`, form('file', notText)),
    too_large: (world) => office(world, `films-import/${step}`, form('file', 'x'.repeat(largestFilmFile + 1))),
  },
});

async function seen(world: World): Promise<Call> {
  const text = list();
  const preview = office(world, 'films-import/preview', form('file', text, { mapping }));
  const { json } = await send(world, 'post', preview);
  return office(world, 'films-import/apply', form('file', text, { mapping, digest: json.digest }));
}

const other = (content: BlobPart) => form('file', content, { mapping, digest: 'a'.repeat(64) });

const posterOf = (world: World, content: BlobPart) =>
  office(world, `films/${world.film.id}/poster`, form('poster', content));

const picture = () => sharp({ create: { width: 400, height: 600, channels: 3, background: '#804020' } }).png();

export const filmRecipes: Record<string, Recipes> = {
  setPoster: {
    good: async (world) => posterOf(world, new Uint8Array(await picture().toBuffer())),
    refusals: {
      no_image: (world) => posterOf(world, 'no picture'),
      too_large: (world) => posterOf(world, 'x'.repeat(largestPoster + 1)),
    },
  },
  removePoster: { good: (world) => at(`films/${world.film.id}/poster`)(world) },
  previewFilmsImport: importing('preview'),
  getWrongLines: importing('wrong-lines'),
  importFilms: {
    good: seen,
    refusals: {
      unreadable_file: (world) => office(world, 'films-import/apply', other(notText)),
      changed_meanwhile: (world) => office(world, 'films-import/apply', other(list())),
      too_large: (world) => office(world, 'films-import/apply', other('x'.repeat(largestFilmFile + 1))),
    },
  },
};
