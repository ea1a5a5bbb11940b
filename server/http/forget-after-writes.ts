import type { Express, Response } from 'express';
import type { KeptReplies } from './kept-replies.ts';
import { isWrite } from './own-page.ts';

/** Where customers, tills and the door write, who take and give back seats at most: the programme stays as it is. */
const ofSeats = /^\/(api\/(orders|stripe|auth|staff\/till|staff\/door)|sessions|checkout|orders)\//;

/**
 * Whoever has written something and looks again sees it: what was kept is looked at again before they have their answer.
 * Told to all answers of `app` at once: a function of its own for each kept every answer alive until a large collection.
 */
export function forgetAfterWrites(app: Express, kept: KeptReplies): void {
  const { writeHead } = app.response;
  app.response.writeHead = function forgetting(this: Response, status: number, ...rest: never[]) {
    // What Socket.IO answers by itself writes nothing of ours.
    if (status < 400 && this.locals !== undefined && isWrite(this.req)) {
      kept.forget(ofSeats.test(this.req.originalUrl) ? 'house' : 'programme');
    }
    return writeHead.call(this, status, ...rest);
  };
}
