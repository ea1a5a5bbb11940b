import { join } from 'node:path';
import { largestPoster, removePoster, setPoster as setOperation } from '../../contract/api/staff/films.ts';
import { setPoster } from '../../domain/programme/set-poster.ts';
import { type Api, serve } from '../serve.ts';
import { allowedTo } from './allowed-to.ts';
import { oneFile } from './one-file.ts';

/** A film's picture, as the form field `poster`. */
export function installFilmPosters(api: Api): void {
  const { deps } = api;
  const folder = join(deps.config.dataDir, 'uploads/posters');
  serve(
    api,
    setOperation,
    ({ actor, params, req }) =>
      setPoster(deps, actor, folder, { filmId: params.id, file: req.file?.buffer ?? Buffer.alloc(0) }),
    [allowedTo('change_film'), posterUpload],
  );
  serve(api, removePoster, ({ actor, params }) => setPoster(deps, actor, folder, { filmId: params.id, file: null }));
}

const posterUpload = oneFile('poster', { fileSize: largestPoster, fields: 0, parts: 1 }, 'no_image');
