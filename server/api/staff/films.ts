import { join } from 'node:path';
import type { RequestHandler } from 'express';
import multer, { MulterError } from 'multer';
import { largestPoster, removePoster, setPoster as setOperation } from '../../contract/api/staff/films.ts';
import { refuse } from '../../contract/refusals.ts';
import { setPoster } from '../../domain/programme/set-poster.ts';
import { sendRefusal } from '../refusals.ts';
import { type Api, serve } from '../serve.ts';
import { allowedTo } from './allowed-to.ts';

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

const upload = multer({ limits: { fileSize: largestPoster, files: 1, fields: 0, parts: 1 } }).single('poster');

const posterUpload: RequestHandler = (req, res, next) => {
  upload(req, res, (fault: unknown) => {
    if (!fault) return next();
    const tooLarge = fault instanceof MulterError && fault.code === 'LIMIT_FILE_SIZE';
    sendRefusal(res, refuse(tooLarge ? 'too_large' : 'no_image'));
  });
};
