import { join } from 'node:path';
import type { Response, Router } from 'express';
import multer, { MulterError } from 'multer';
import { isRefusal, type Refusal, refuse } from '../../contract/refusals.ts';
import type { Deps } from '../../deps.ts';
import { setPoster } from '../../domain/programme/set-poster.ts';
import { pathId } from '../parse.ts';
import { sendRefusal } from '../refusals.ts';

const upload = multer({ limits: { fileSize: 10 * 1024 * 1024, files: 1, fields: 0, parts: 1 } }).single('poster');

/** `/films/:id/poster`: PUT a picture as the form field `poster`, or DELETE it. */
export function installFilmPosters(router: Router, deps: Deps): void {
  const folder = join(deps.config.dataDir, 'uploads/posters');

  router.put('/films/:id/poster', (req, res, next) => {
    upload(req, res, async (fault: unknown) => {
      try {
        if (fault) return sendRefusal(res, uploadRefusal(fault));
        const file = req.file?.buffer ?? Buffer.alloc(0);
        answer(res, await setPoster(deps, res.locals.actor, folder, { filmId: pathId(req) ?? 0, file }));
      } catch (error) {
        next(error);
      }
    });
  });

  router.delete('/films/:id/poster', async (req, res) => {
    answer(res, await setPoster(deps, res.locals.actor, folder, { filmId: pathId(req) ?? 0, file: null }));
  });
}

function uploadRefusal(fault: unknown): Refusal {
  if (fault instanceof MulterError && fault.code === 'LIMIT_FILE_SIZE') return refuse('too_large');
  return refuse('no_image');
}

function answer(res: Response, set: { poster: string | null } | Refusal): void {
  if (isRefusal(set)) sendRefusal(res, set);
  else res.json(set);
}
