import type { App, Session, WebContents } from 'electron';
import { scheme } from './serve-renderer.ts';

/** What a window may fetch. `devtools:` is there in development alone. */
const own = new RegExp(`^(${scheme}|data|blob|devtools):`);

/** Windows of the till go nowhere, open nothing, fetch nothing from outside, and are allowed nothing. */
export function lockDown(app: Pick<App, 'on'>, session: Session): void {
  app.on('web-contents-created', (_event, contents) => confine(contents));
  session.setPermissionRequestHandler((_contents, _permission, answer) => answer(false));
  session.setPermissionCheckHandler(() => false);
  session.setDevicePermissionHandler(() => false);
  session.webRequest.onBeforeRequest((details, answer) => answer({ cancel: !own.test(details.url) }));
  session.on('will-download', (event) => event.preventDefault());
}

export function confine(contents: Pick<WebContents, 'on' | 'setWindowOpenHandler'>): void {
  const refuse = (event: { preventDefault(): void }) => event.preventDefault();
  contents.on('will-navigate', refuse);
  contents.on('will-frame-navigate', refuse);
  contents.on('will-redirect', refuse);
  contents.on('will-attach-webview', refuse);
  contents.setWindowOpenHandler(() => ({ action: 'deny' }));
}
