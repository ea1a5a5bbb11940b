import type { Express } from 'express';
import type { Deps } from '../server/deps.ts';
import { installAccountDoors } from './routes/account/doors.ts';
import { installAccountLinks } from './routes/account/links.ts';
import { installOwnAccount } from './routes/account/own.ts';
import { installDocsPage } from './routes/api-docs.ts';
import { installAssets, openAssets } from './routes/assets.ts';
import { installCheckout } from './routes/checkout.ts';
import { installFaults } from './routes/faults.ts';
import { installFilms } from './routes/film.ts';
import { installHouseRules } from './routes/house-rules.ts';
import { installLanguage, installLanguageSwitch } from './routes/language.ts';
import { installLogin } from './routes/login.ts';
import { installOrders } from './routes/order.ts';
import { installOrderFiles } from './routes/order-files.ts';
import { installPosters } from './routes/poster.ts';
import { installProgramme } from './routes/programme.ts';
import { installSessions } from './routes/session.ts';
import { openShop } from './routes/shop.ts';
import { installSmallFiles } from './routes/small-files.ts';
import { installTelegram } from './routes/telegram.ts';
import { installTheme } from './routes/theme.ts';
import type { Document } from './views/api-docs/shapes.ts';

export { sharedPageAddress } from './routes/shop.ts';

/** The shop: everything that a customer opens in a browser, and the last word on paths that nobody knows. */
export function installStorefront(app: Express, deps: Deps): void {
  const shop = openShop(deps, openAssets());
  installAssets(app);
  installSmallFiles(app);
  const secure = deps.publicUrl.startsWith('https:');
  installTheme(app, secure);
  installLanguage(app, secure);
  installLogin(app, deps);
  installLanguageSwitch(app, shop, secure);
  installAccountDoors(app, shop);
  installAccountLinks(app, shop);
  installOwnAccount(app, shop);
  installTelegram(app, shop);
  installProgramme(app, shop);
  installFilms(app, shop);
  installPosters(app, shop);
  installSessions(app, shop);
  installCheckout(app, shop);
  installOrders(app, shop);
  installOrderFiles(app, shop);
  installHouseRules(app, shop);
  installFaults(app, shop);
}

/** `/api/docs/`: goes before `/api`, whose last word is "not found". */
export function installApiDocs(app: Express, deps: Deps, document: () => Document): void {
  installDocsPage(app, openShop(deps, openAssets()), document);
}
