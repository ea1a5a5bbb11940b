import express, { type Request, type RequestHandler } from 'express';

/**
 * Reads a body of at most `limit` bytes into `req.body`, as `express.raw` does. Most bodies say how long they are and are
 * no more than they seem: such a one is put together here, and Express looks after all others and what is wrong with them.
 */
export function wholeBody(limit: number): RequestHandler {
  const others = express.raw({ type: () => true, limit });
  return (req, res, next) => {
    const { 'content-length': length, 'content-encoding': encoding, 'transfer-encoding': transfer } = req.headers;
    if (length === undefined || encoding !== undefined || transfer !== undefined || !(Number(length) <= limit)) {
      others(req, res, next);
      return;
    }
    read(req, next);
  };
}

/** Node sees to it that as many bytes come as were announced; where they do not, there is nobody left to answer. */
function read(req: Request, next: () => void): void {
  const parts: Buffer[] = [];
  req.on('data', (part: Buffer) => parts.push(part));
  req.on('end', () => {
    req.body = parts.length === 1 ? parts[0] : Buffer.concat(parts);
    next();
  });
}
