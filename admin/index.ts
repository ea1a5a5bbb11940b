import type { ErrorRequestHandler, Express, NextFunction, Request, RequestHandler, Response, Router } from 'express';
import type { Login } from '../server/auth/sessions.ts';
import { staffOnly } from '../server/auth/staff.ts';
import { faultWords, refusalWords } from '../server/contract/words/en/refusals.ts';
import { sql } from '../server/db.ts';
import type { Deps } from '../server/deps.ts';
import { type Actor, denied } from '../server/domain/actor.ts';
import { loadCinema } from '../server/domain/cinema.ts';
import { bodyFault, isOutage, logFault } from '../server/http/faults.ts';
import { openAssets } from '../storefront/routes/assets.ts';
import { themeOf } from '../storefront/routes/theme.ts';
import { installDoorPage } from './door/index.ts';
import { isApi, ownRequests, permitted } from './gate.ts';
import { menuFor } from './menu.ts';
import { dressPage } from './page-html.ts';
import { installUploadedPosters } from './posters.ts';
import { resources } from './resources/index.ts';
import { installSignIn } from './sign-in/index.ts';

/** The back-office at `/admin`, for staff alone. AdminJS is loaded when the first of them opens it. */
export function installAdmin(app: Express, deps: Deps): void {
  installSignIn(app, deps);
  installDoorPage(app, deps);
  installUploadedPosters(app, deps);
  app.use(
    '/admin',
    staffOnly(deps, toSignIn),
    ownRequests(deps),
    permitted(deps),
    inOurDress(deps),
    lazily(async () => {
      const { buildOffice } = await import('./office.ts');
      return buildOffice(deps);
    }),
    apiFaults(deps),
  );
}

const toSignIn: RequestHandler = (req, res) => {
  if (isApi(req)) res.status(401).json({ code: 'unauthenticated', message: 'Please sign in.' });
  else res.redirect(303, `/staff/sign-in?next=${encodeURIComponent(req.originalUrl)}`);
};

/** Gives AdminJS whoever is signed in, and its pages our look and our policy. */
function inOurDress(deps: Deps): RequestHandler {
  const assets = openAssets();
  return async (req, res, next) => {
    const { person } = res.locals.login as Login;
    const cinema = await loadCinema(sql(deps.db));
    const actor: Actor = res.locals.actor;
    const adminUser = {
      id: String(person.id),
      email: person.email,
      name: person.name,
      role: person.role,
      cinema: cinema.name,
      zone: cinema.timeZone,
      mayChangeFilms: !denied(actor, 'change_film'),
      menu: menuFor(actor, resources),
    };
    // Verbs want the actor; the page's state does not.
    Object.defineProperty(adminUser, 'actor', { value: actor, enumerable: false });
    Object.assign(req, { session: { adminUser } });
    res.setHeader('Cache-Control', 'private, no-store');
    const send = res.send.bind(res);
    res.send = (body: unknown) => {
      if (typeof body !== 'string' || !body.includes('window.REDUX_STATE')) return send(body);
      const { styles, fonts } = assets.forPage(['office'], []);
      allowEmptyStyles(res);
      res.type('html');
      return send(
        dressPage(body, {
          nonce: res.locals.cspNonce,
          light: themeOf(req),
          title: `${cinema.name}, back-office`,
          styles,
          fonts,
        }),
      );
    };
    next();
  };
}

/** What a script asked is answered in JSON, whatever went wrong; pages go on to the shop's own page for faults. */
function apiFaults(deps: Deps): ErrorRequestHandler {
  return (fault, req, res, next) => {
    if (res.headersSent || !isApi(req)) return next(fault);
    // Multer's refusals are errors of a kind of their own, without a status.
    const code = fault?.name === 'MulterError' ? 'invalid_request' : bodyFault(fault);
    if (code) return res.status(400).json({ code, message: refusalWords[code]({}) });
    // AdminJS's own way to say that none of the chosen records exists.
    const gone = fault?.name === 'NotFoundError';
    if (gone) return res.status(404).json({ code: 'not_found', message: refusalWords.not_found({}) });
    logFault(deps.log, fault, res.locals.requestId);
    if (isOutage(fault)) res.set('Retry-After', '5');
    res.status(isOutage(fault) ? 503 : 500).json({ code: 'internal', message: faultWords });
  };
}

/**
 * Libraries of AdminJS's begin with an empty style element, without a nonce, and fill it by script. The empty one is
 * allowed by its hash; one with anything in it still is not.
 */
function allowEmptyStyles(res: Response): void {
  const policy = String(res.getHeader('Content-Security-Policy') ?? '');
  const empty = "'sha256-47DEQpj8HBSa+/TImW+5JCeuQeRkm5NMpJWZG3hSuFU='";
  res.setHeader('Content-Security-Policy', policy.replace("style-src 'self'", `style-src 'self' ${empty}`));
}

/** Builds the router at the first request, and again if that failed. */
function lazily(build: () => Promise<Router>): RequestHandler {
  let built: Promise<Router> | null = null;
  return async (req: Request, res: Response, next: NextFunction) => {
    built ??= build().catch((fault) => {
      built = null;
      throw fault;
    });
    (await built)(req, res, next);
  };
}
