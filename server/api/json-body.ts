import type { Request, RequestHandler } from 'express';
import { refuse } from '../contract/refusals.ts';
import { readJson } from '../http/json-text.ts';
import { wholeBody } from '../http/whole-body.ts';
import { invalid } from './parse.ts';
import { sendRefusal } from './refusals.ts';

const utf8 = new TextDecoder('utf-8', { fatal: true });

const readBody: RequestHandler = (req, res, next) => {
  const bytes: unknown = req.body;
  req.body = undefined;
  if (!Buffer.isBuffer(bytes) || bytes.length === 0) return next();
  if (!isJson(req)) return sendRefusal(res, refuse('unsupported_media_type'));
  const read = readJson(decoded(bytes) ?? '');
  if ('problem' in read) return sendRefusal(res, invalid([{ path: '', message: `The body ${read.problem}.` }]));
  req.body = read.value;
  next();
};

/** Reads a body of at most `limit` bytes into `req.body`: JSON in UTF-8, or nothing at all. */
export function jsonBodyUpTo(limit: number): RequestHandler[] {
  return [wholeBody(limit), readBody];
}

function isJson(req: Request): boolean {
  const type = req.headers['content-type'] ?? '';
  return (
    type === 'application/json' || /^application\/(?:[\w.+-]+\+)?json\s*(?:;\s*charset="?utf-8"?\s*)?$/i.test(type)
  );
}

function decoded(bytes: Buffer): string | null {
  try {
    return utf8.decode(bytes);
  } catch {
    return null;
  }
}
