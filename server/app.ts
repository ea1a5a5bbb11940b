import compression from 'compression';
import express from 'express';
import { installAdmin } from '../admin/index.ts';
import { installApiDocs, installStorefront, sharedPageAddress } from '../storefront/index.ts';
import { openApi } from './api/document/open-api.ts';
import { installApi } from './api/index.ts';
import { sharedAddress } from './api/serve.ts';
import { installStaffApi } from './api/staff/index.ts';
import { installBot } from './bot/install-bot.ts';
import type { Deps } from './deps.ts';
import { forgetAfterWrites } from './http/forget-after-writes.ts';
import { type Face, frontOf } from './http/front.ts';
import { giveKept } from './http/give-kept.ts';
import { installHealth } from './http/health.ts';
import { installKioskPage } from './http/kiosk-page.ts';
import { requestContext } from './http/request-context.ts';
import { requestLog } from './http/request-log.ts';
import { sameOriginWrites } from './http/same-origin.ts';
import { pageNonce, securityHeaders, securityLines } from './http/security-headers.ts';
import { rememberAddress, rememberTrust, trustedProxies } from './http/trusted-proxies.ts';
import { writeHeadersOnce } from './http/written-headers.ts';
import { countRequests } from './metrics/count-requests.ts';
import { installMetrics } from './metrics/install-metrics.ts';

/** The whole web face, from top to bottom in the order in which a request meets it. */
export function buildFace(deps: Deps): Face {
  const app = express();
  app.disable('x-powered-by');
  app.set('trust proxy', trustedProxies);
  app.set('trust proxy', rememberTrust(app.get('trust proxy fn')));
  rememberAddress(app);
  forgetAfterWrites(app, deps.kept);
  const security = securityHeaders(deps.publicUrl, ['https://checkout.stripe.com', new URL(deps.publicUrl).origin]);
  writeHeadersOnce(app, securityLines(security));
  // Whatever a request is for.
  const every = [
    giveKept(deps, [sharedAddress, sharedPageAddress]),
    requestContext,
    requestLog(deps.log),
    countRequests(deps.metrics),
  ];
  app.use(pageNonce(security));
  installHealth(app, deps);
  installMetrics(app, deps);
  installBot(deps);
  // Less than the first packets carry arrives no sooner for being small.
  app.use(compression({ threshold: '8kb' }));
  installStaffApi(app, deps);
  installApiDocs(app, deps, () => openApi(deps.publicUrl));
  const findOperation = installApi(app, deps);
  installKioskPage(app);
  app.use(sameOriginWrites);
  installAdmin(app, deps);
  for (const [path, pages] of deps.demoPages) app.use(path, pages);
  installStorefront(app, deps);
  return frontOf(app, every, findOperation);
}
