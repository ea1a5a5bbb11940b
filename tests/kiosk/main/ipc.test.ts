import type { IpcMain, WebContents } from 'electron';
import { beforeEach, expect, test } from 'vitest';
import { channels, type Till, type TillEvent } from '../../../kiosk/ipc-contract.ts';
import { answerWindow } from '../../../kiosk/main/ipc.ts';
import { windowTill } from '../../../kiosk/preload/window-till.ts';

const failed = { code: 'failed', message: 'It failed.' };

type Handler = Parameters<IpcMain['handle']>[1];
let handlers: Map<string, Handler>;
let asked: [string, unknown][];
let told: TillEvent[];
let listeners: { state?: (state: never) => void };
const mainFrame = { url: 'app://till/index.html' };
let alive: boolean;
const window = {
  mainFrame,
  isDestroyed: () => false,
  isCrashed: () => !alive,
  send: (_channel: string, event: TillEvent) => told.push(event),
} as unknown as WebContents;

beforeEach(() => {
  handlers = new Map();
  asked = [];
  told = [];
  listeners = {};
  alive = true;
  const till = {
    state: async () => 'the state',
    async call(name: string, input: unknown) {
      asked.push([name, input]);
      return { ok: true, value: {} };
    },
    onState: (listener: never) => (listeners.state = listener),
    onSeats() {},
    onFree() {},
  } as unknown as Till;
  answerWindow({ handle: (channel, handler) => void handlers.set(channel, handler) }, till, () => window);
});

const from = (sender: unknown, senderFrame: unknown) => ({ sender, senderFrame }) as never;
const ask = (event: never, ...input: unknown[]) => handlers.get(channels.call)?.(event, ...input);

test('The window’s own page is answered', async () => {
  expect(await ask(from(window, mainFrame), 'lock', {})).toEqual({ ok: true, value: {} });
  expect(asked).toEqual([['lock', {}]]);
  expect(await handlers.get(channels.state)?.(from(window, mainFrame))).toBe('the state');
});

test.each([
  ['another window', from({ mainFrame }, mainFrame)],
  ['a frame within the page', from(window, { url: 'app://till/index.html' })],
  ['a page that is gone', from(window, null)],
])('%s is not', async (_who, event) => {
  await expect(ask(event, 'lock', {})).rejects.toThrow('not from the till’s window');
  await expect(handlers.get(channels.state)?.(event)).rejects.toThrow('not from the till’s window');
  expect(asked).toEqual([]);
});

test('Nor is the window once another page is in it', async () => {
  const elsewhere = { mainFrame: { url: 'https://evil.example/app://till/' } };
  const own = { ...window, ...elsewhere };
  handlers.clear();
  answerWindow(
    { handle: (channel, handler) => void handlers.set(channel, handler) },
    { onState() {}, onSeats() {}, onFree() {}, call: async () => asked.push(['x', null]) } as unknown as Till,
    () => own as unknown as WebContents,
  );
  await expect(ask(from(own, own.mainFrame), 'lock', {})).rejects.toThrow('not from the till’s window');
  expect(asked).toEqual([]);
});

test('A call by a name that nobody agreed on reaches nothing', async () => {
  for (const name of ['constructor', '__proto__', 'toString', 'sellAll', 7, null]) {
    expect(await ask(from(window, mainFrame), name, {})).toMatchObject({ ok: false });
  }
  expect(asked).toEqual([]);
});

test('A window that has crashed is told nothing', () => {
  listeners.state?.('one' as never);
  alive = false;
  listeners.state?.('two' as never);
  expect(told).toEqual([{ on: 'state', state: 'one' }]);
});

function inPage(answer: unknown) {
  let hear: (event: never, message: unknown) => void = () => {};
  const till = windowTill(
    {
      invoke: async () => {
        if (answer instanceof Error) throw answer;
        return answer;
      },
      on: (_channel: string, listener: never) => {
        hear = listener;
        return undefined as never;
      },
    },
    failed,
  );
  return { till, hear: (message: unknown) => hear(undefined as never, message) };
}

test('What comes back to the page is checked: an answer of another shape, a fault or an unknown call is a refusal', async () => {
  const no = { ok: false, refusal: failed };
  expect(await inPage({ ok: true, value: { sheets: 'many' } }).till.call('reprint', {} as never)).toEqual(no);
  expect(await inPage('yes').till.call('lock', {})).toEqual(no);
  expect(await inPage(new Error('gone')).till.call('lock', {})).toEqual(no);
  expect(await inPage({ ok: true, value: {} }).till.call('constructor' as never, {} as never)).toEqual(no);
  expect(await inPage({ ok: true, value: {} }).till.call('lock', {})).toEqual({ ok: true, value: {} });
  const refusal = { code: 'offline', message: 'No.' };
  expect(await inPage({ ok: false, refusal }).till.call('lock', {})).toEqual({ ok: false, refusal });
});

test('The page hears of free seats until it stops listening, and of nothing that has another shape', () => {
  const { till, hear } = inPage(null);
  const heard: unknown[] = [];
  const stop = till.onFree((free) => heard.push(free));
  hear({ on: 'free', free: [[1, 2]] });
  hear({ on: 'free', free: 'all' });
  hear({ on: 'shell', run: 'x' });
  stop();
  hear({ on: 'free', free: [[1, 3]] });
  expect(heard).toEqual([[[1, 2]]]);
});
