import { createHash } from 'node:crypto';
import { mkdir, rename, rm, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { isRefusal, type Refusal, refuse } from '../../contract/refusals.ts';
import { sql } from '../../db.ts';
import { type Actor, denied } from '../actor.ts';
import type { House } from '../house.ts';
import { changeFilm } from './change-film.ts';
import { posterImage } from './poster-image.ts';

/**
 * Gives a film the poster in `file`, or takes its poster away (`null`); kept in `folder` under a name that tells its
 * content. Refusals: `no_image`, `not_found`.
 */
export async function setPoster(
  house: House,
  actor: Actor,
  folder: string,
  { filmId, file }: { filmId: number; file: Buffer | null },
): Promise<{ poster: string | null } | Refusal> {
  const no = denied(actor, 'change_film');
  if (no) return no;
  const [film] = await sql(house.db).query<{ poster: string | null }>('SELECT poster FROM films WHERE id = $1', [
    filmId,
  ]);
  if (!film) return refuse('not_found', { film: filmId });
  const image = file && (await posterImage(file));
  if (isRefusal(image)) return image;
  const poster = image && `${filmId}-${createHash('sha256').update(image).digest('hex').slice(0, 20)}.webp`;
  if (image && poster) await keep(folder, poster, image);
  const changed = await changeFilm(house, actor, { filmId, poster });
  if (isRefusal(changed)) return changed;
  if (film.poster && film.poster !== poster) await rm(join(folder, film.poster), { force: true });
  return { poster };
}

/** Whole or not at all: a reader never sees half a picture. */
async function keep(folder: string, name: string, image: Buffer): Promise<void> {
  await mkdir(folder, { recursive: true });
  const half = join(folder, `.${name}.${process.pid}`);
  await writeFile(half, image);
  await rename(half, join(folder, name));
}
