import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { readArguments } from '../../../kiosk/main/arguments.ts';
import { isOurPage } from '../../../kiosk/main/ipc.ts';
import { startAnewAfter } from '../../../kiosk/main/start-anew.ts';
import { isIdle } from '../../../kiosk/main/updates.ts';
import { confine, lockDown } from '../../../kiosk/main/window/lock-down.ts';
import { recovery } from '../../../kiosk/main/window/recover.ts';
import { serveRenderer } from '../../../kiosk/main/window/serve-renderer.ts';
import { tillWindow } from '../../../kiosk/main/window/till-window.ts';
import { manualClock } from '../manual-clock.ts';

let folder: string;
beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), 'foyer-page-'));
  await writeFile(join(folder, 'index.html'), '<p>till</p>');
  await writeFile(`${folder}-secret.html`, 'secret');
});
afterAll(() => rm(folder, { recursive: true, force: true }));

const serve = (answer: Response | Error) =>
  serveRenderer({
    folder,
    server: async () => 'http://house',
    fetch: async () => {
      if (answer instanceof Error) throw answer;
      return answer;
    },
  });
const get = (path: string, answer: Response | Error = new Error('no network')) =>
  serve(answer)({ method: 'GET', url: `app://till${path}` });

test('The page comes with a policy under which only its own scripts run and nobody is talked to', async () => {
  const page = await get('/');
  expect(await page.text()).toBe('<p>till</p>');
  const policy = page.headers.get('content-security-policy');
  expect(policy).toContain("default-src 'none'");
  expect(policy).toContain("script-src 'self'");
  expect(policy).not.toMatch(/unsafe|http|connect-src/);
});

test('Nothing outside the page’s folder is served', async () => {
  const secret = folder.split('/').pop();
  for (const path of [`/%2e%2e/${secret}-secret.html`, `/..%2f${secret}-secret.html`, '/none.html', '/index.exe']) {
    expect((await get(path)).status).toBe(404);
  }
});

test('Posters come from the server as pictures; a page in their place does not come', async () => {
  const png = new Response('x', { headers: { 'content-type': 'image/webp' } });
  expect((await get('/posters/a.webp', png)).status).toBe(200);
  const page = new Response('<script>', { headers: { 'content-type': 'text/html' } });
  expect((await get('/posters/a.webp', page)).status).toBe(404);
  expect((await get('/films/a/poster.svg')).status).toBe(404);
  expect((await get('/api/movies/', new Response('x', { headers: { 'content-type': 'image/webp' } }))).status).toBe(
    404,
  );
});

test('A window goes nowhere, opens nothing, and its page is shut in', () => {
  const refused = new Map<string, (event: { preventDefault(): void }) => void>();
  let opener: (() => unknown) | null = null;
  confine({
    on: (event: string, act: never) => refused.set(event, act),
    setWindowOpenHandler: (handler: never) => {
      opener = handler;
    },
  } as unknown as Parameters<typeof confine>[0]);
  expect((opener as unknown as () => unknown)()).toEqual({ action: 'deny' });
  for (const event of ['will-navigate', 'will-frame-navigate', 'will-redirect', 'will-attach-webview']) {
    let prevented = false;
    refused.get(event)?.({ preventDefault: () => (prevented = true) });
    expect(prevented, event).toBe(true);
  }
  expect(tillWindow('/app', false).webPreferences).toMatchObject({
    sandbox: true,
    contextIsolation: true,
    nodeIntegration: false,
    devTools: false,
  });
});

test('The session allows nothing, saves nothing, and fetches from nowhere else', () => {
  const on = new Map<string, (...args: never[]) => void>();
  const set: Record<string, (...args: never[]) => unknown> = {};
  const session = {
    setPermissionRequestHandler: (act: never) => (set.request = act),
    setPermissionCheckHandler: (act: never) => (set.check = act),
    setDevicePermissionHandler: (act: never) => (set.device = act),
    webRequest: { onBeforeRequest: (act: never) => (set.fetch = act) },
    on: (event: string, act: never) => on.set(event, act),
  };
  lockDown({ on: (event: string, act: never) => on.set(event, act) } as never, session as never);
  let allowed: boolean | null = null;
  for (const wish of ['media', 'geolocation', 'notifications', 'clipboard-read', 'usb']) {
    set.request?.(...([null, wish, (yes: boolean) => (allowed = yes)] as never[]));
    expect(allowed, wish).toBe(false);
  }
  expect([set.check?.(), set.device?.()]).toEqual([false, false]);
  const fetches = (url: string) => {
    let cancelled: boolean | undefined;
    set.fetch?.(...([{ url }, ({ cancel }: { cancel: boolean }) => (cancelled = cancel)] as never[]));
    return !cancelled;
  };
  expect(['app://till/index.html', 'data:image/png;base64,', 'blob:app://till/1'].map(fetches)).toEqual([
    true,
    true,
    true,
  ]);
  for (const url of [
    'https://evil.example/',
    'http://localhost:3000/',
    'file:///etc/passwd',
    'ws://x/',
    'xapp://till/',
  ]) {
    expect(fetches(url), url).toBe(false);
  }
  let prevented = 0;
  on.get('will-download')?.(...([{ preventDefault: () => prevented++ }] as never[]));
  expect(prevented).toBe(1);
  // Whatever window comes to be is shut in like the first.
  const confined: string[] = [];
  const contents = { on: (event: string) => confined.push(event), setWindowOpenHandler: () => confined.push('open') };
  on.get('web-contents-created')?.(...([null, contents] as never[]));
  expect(confined).toContain('will-navigate');
  expect(confined).toContain('open');
});

test('Only our own page may ask', () => {
  expect(['app://till/index.html', 'app://other/', 'https://till/', 'file:///app'].map(isOurPage)).toEqual([
    true,
    false,
    false,
    false,
  ]);
});

test('A page that dies is loaded again, later and a few times; then a person is asked', async () => {
  const time = manualClock();
  const did: string[] = [];
  const died = recovery(time.port, { reload: () => did.push('reload'), giveUp: () => did.push('ask') });
  died('crashed');
  expect(did).toEqual([]);
  for (let i = 0; i < 3; i++) {
    await time.pass(1_000);
    died('crashed');
  }
  await time.pass(1_000);
  expect(did).toEqual(['reload', 'reload', 'reload', 'ask']);
  await time.pass(600_000);
  died('oom');
  died('clean-exit');
  await time.pass(1_000);
  expect(did.slice(4)).toEqual(['reload']);
});

test('After a fault of its own the app starts anew, but not in circles', async () => {
  const time = manualClock();
  const did: string[] = [];
  let fault: (error: unknown) => void = () => {};
  startAnewAfter(
    { on: (_event, act) => (fault = act) },
    { relaunch: () => did.push('again'), exit: () => did.push('end') } as never,
    time.port,
    () => {},
  );
  fault(new Error('x'));
  await time.pass(61_000);
  fault(new Error('x'));
  expect(did).toEqual(['end', 'again', 'end']);
});

test('An update waits until nothing is at hand, and, unasked, until nobody is signed in', () => {
  const state = (over: object) => ({ sale: null, open: [], prints: [], clerk: null, ...over }) as never;
  expect(isIdle(state({}), false)).toBe(true);
  expect(isIdle(state({ clerk: { id: 1 } }), false)).toBe(false);
  expect(isIdle(state({ clerk: { id: 1 } }), true)).toBe(true);
  expect(isIdle(state({ sale: { phase: 'awaiting_card' } }), true)).toBe(false);
  expect(isIdle(state({ open: [{}] }), true)).toBe(false);
  expect(isIdle(state({ prints: [{ status: 'printing' }] }), true)).toBe(false);
});

test('The server is named on the command line, or not at all', () => {
  expect(readArguments(['till', '--server=https://house.example/'])).toEqual({
    server: 'https://house.example',
    windowed: false,
  });
  expect(readArguments(['till', '--server=file:///x', '--windowed'])).toEqual({ server: null, windowed: true });
});
