import type { RequestHandler } from 'express';
import multer, { MulterError, type Options } from 'multer';
import { type RefusalCode, refuse } from '../../contract/refusals.ts';
import { sendRefusal } from '../refusals.ts';

/** Takes a form with one file, in memory; `otherwise` refuses a form that is wrong in another way than by its size. */
export function oneFile(field: string, limits: NonNullable<Options['limits']>, otherwise: RefusalCode): RequestHandler {
  const upload = multer({ storage: multer.memoryStorage(), limits: { ...limits, files: 1 } }).single(field);
  return (req, res, next) => {
    upload(req, res, (fault: unknown) => {
      if (!fault) return next();
      const tooLarge = fault instanceof MulterError && fault.code === 'LIMIT_FILE_SIZE';
      // In memory nothing of ours can fail: what else is wrong, is wrong with the form.
      sendRefusal(res, refuse(tooLarge ? 'too_large' : otherwise));
    });
  };
}
