import { buildRoutes } from '@adminjs/express';
import { Database } from '@adminjs/prisma';
import AdminJS, { type AdminJSOptions, Router as adminRoutes, type ResourceOptions } from 'adminjs';
import express, { type Router } from 'express';
import multer from 'multer';
import { resourceWords as words } from '../server/contract/words/en/office-resources.ts';
import type { Deps } from '../server/deps.ts';
import { installOfficeAssets } from './assets.ts';
import { dashboardComponent, pageComponent } from './components.ts';
import { dashboard, pages } from './pages.ts';
import { resources } from './resources/index.ts';
import { resourceOptions } from './resources/options.ts';
import { manyOf } from './resources/resource.ts';
import { VerbResource } from './resources/verb-resource.ts';

/** On many records a verb is called as on one. */
const actionsOnMany = Object.fromEntries(Object.entries(words.actions).map(([verb, label]) => [manyOf(verb), label]));

/** AdminJS with our tables and tools, as a router. Sign-in, headers and the page's dress are its caller's. */
export function buildOffice(deps: Deps): Router {
  AdminJS.registerAdapter({ Database, Resource: VerbResource });
  const admin = new AdminJS({
    rootPath: '/admin',
    loginPath: '/staff/sign-in',
    logoutPath: '/staff/sign-out',
    resources: resources.map((office) => ({
      resource: { office, deps },
      options: resourceOptions(office) as ResourceOptions,
    })),
    pages: Object.fromEntries(pages.map(({ key, icon }) => [key, { component: pageComponent(key), icon }])),
    ...(dashboard ? { dashboard: { component: dashboardComponent } } : {}),
    branding: { companyName: 'Foyer', withMadeWithLove: false, logo: false },
    settings: { defaultPerPage: 25 },
    locale: {
      language: 'en',
      availableLanguages: ['en'],
      // A sentence with a colon is no path of keys.
      nsSeparator: false,
      translations: {
        en: {
          labels: { ...words.labels, dashboard: words.dashboard },
          // A list is headed by what it lists.
          resources: Object.fromEntries(Object.entries(words.labels).map(([id, list]) => [id, { actions: { list } }])),
          actions: { ...words.actions, ...actionsOnMany },
          properties: words.properties,
          messages: words.messages,
          pages: Object.fromEntries(pages.map(({ key, label }) => [key, label])),
        },
      },
    },
  } satisfies AdminJSOptions);
  const router = express.Router();
  installOfficeAssets(router);
  // AdminJS's own router reads forms with formidable, which keeps whatever file comes along; ours takes none.
  router.use(multer({ limits: { fields: 400, fieldSize: 256 * 1024, parts: 400 } }).none(), (req, _res, next) => {
    Object.assign(req, { fields: req.body ?? {} });
    next();
  });
  // Bundled ahead, and searched by the action of that name alone.
  const routes = adminRoutes.routes.filter(({ action }) => action !== 'bundleComponents' && action !== 'search');
  buildRoutes({ admin, routes, router });
  return router;
}
