import compression from 'compression';
import express, { type Express } from 'express';
import { installAdmin } from '../admin/index.ts';
import { installApiDocs, installStorefront, sharedPageAddress } from '../storefront/index.ts';
import { openApi } from './api/document/open-api.ts';
import { installApi } from './api/index.ts';
import { sharedAddress } from './api/serve.ts';
import { installStaffApi } from './api/staff/index.ts';
import { installBot } from './bot/install-bot.ts';
import type { Deps } from './deps.ts';
import { forgetAfterWrites } from './http/forget-after-writes.ts';
import { giveKept } from './http/give-kept.ts';
import { installHealth } from './http/health.ts';
import { installKioskPage } from './http/kiosk-page.ts';
import { requestContext } from './http/request-context.ts';
import { requestLog } from './http/request-log.ts';
import { sameOriginWrites } from './http/same-origin.ts';
import { securityHeaders, setSecurityHeaders } from './http/security-headers.ts';
import { rememberTrust, trustedProxies } from './http/trusted-proxies.ts';
import { countRequests } from './metrics/count-requests.ts';
import { installMetrics } from './metrics/install-metrics.ts';

/** The whole web face, from top to bottom in the order in which a request meets it. */
export function buildApp(deps: Deps): Express {
  const app = express();
  app.disable('x-powered-by');
  app.set('trust proxy', trustedProxies);
  app.set('trust proxy', rememberTrust(app.get('trust proxy fn')));
  const security = securityHeaders(deps.publicUrl, ['https://checkout.stripe.com', new URL(deps.publicUrl).origin]);
  app.use(giveKept(deps, security(null), [sharedAddress, sharedPageAddress]));
  app.use(requestContext);
  app.use(requestLog(deps.log));
  app.use(countRequests(deps.metrics));
  app.use(forgetAfterWrites(deps.kept));
  app.use(setSecurityHeaders(security));
  installHealth(app, deps);
  installMetrics(app, deps);
  installBot(deps);
  // Less than the first packets carry arrives no sooner for being small.
  app.use(compression({ threshold: '8kb' }));
  installStaffApi(app, deps);
  installApiDocs(app, deps, () => openApi(deps.publicUrl));
  installApi(app, deps);
  installKioskPage(app);
  app.use(sameOriginWrites);
  installAdmin(app, deps);
  for (const [path, pages] of deps.demoPages) app.use(path, pages);
  installStorefront(app, deps);
  return app;
}
