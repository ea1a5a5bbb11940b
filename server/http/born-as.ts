import { IncomingMessage, type ServerOptions, ServerResponse } from 'node:http';
import type { Express, Request, Response } from 'express';

/**
 * Has Node make requests and answers as what `app` makes of them anyway. Express gives each of them another prototype on
 * its way in, which throws away what the engine has learnt of their shape; where they are born with it there is nothing to
 * change. Source: `app.handle` in express/lib/application.js, `options.IncomingMessage` of `http.createServer`.
 */
export function bornAs(app: Express): Pick<ServerOptions, 'IncomingMessage' | 'ServerResponse'> {
  return {
    IncomingMessage: withPrototype<typeof IncomingMessage>(IncomingMessage, app.request),
    ServerResponse: withPrototype<NonNullable<ServerOptions['ServerResponse']>>(ServerResponse, app.response),
  };
}

function withPrototype<Parent extends object>(parent: Parent, prototype: object): Parent {
  function born(...args: unknown[]): object {
    return Reflect.construct(parent as () => void, args, born);
  }
  born.prototype = prototype;
  return born as unknown as Parent;
}

/** Makes of a request and its answer what they are inside of `app`, for handlers that are called in front of it. */
export function asExpress(app: Express, plain: IncomingMessage, answer: ServerResponse): [Request, Response] {
  const req = Object.setPrototypeOf(plain, app.request) as Request;
  const res = Object.setPrototypeOf(answer, app.response) as Response;
  req.res = res;
  req.originalUrl = req.url;
  req.baseUrl = '';
  res.req = req;
  res.locals ??= Object.create(null);
  return [req, res];
}
