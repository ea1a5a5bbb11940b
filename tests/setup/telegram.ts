import { once } from 'node:events';
import { createServer, type IncomingMessage, type ServerResponse } from 'node:http';
import { createRequire } from 'node:module';
import { setTimeout as wait } from 'node:timers/promises';
import type { TelegramServer } from 'telegram-test-api/lib/telegramServer.js';
import { freePort } from './free-port.ts';

// Its types describe another export than the one that it has.
const Server: typeof TelegramServer = createRequire(import.meta.url)('telegram-test-api');

export const botToken = '123456:the-token-of-a-bot-in-a-test';

export interface Said {
  text: string;
  /** PNG. */
  photo: Buffer | null;
  buttons: { text: string; url?: string; callback_data?: string }[];
  messageId: number;
}

export interface Person {
  id: number;
  /** Writes to the bot: `/start abc`, `hello`. */
  write(text: string, chatType?: string): Promise<void>;
  press(data: string, messageId: number): Promise<void>;
  /** What the bot has said to this person so far. */
  heard(): Said[];
}

export interface TestTelegram {
  apiRoot: string;
  /** Names of the methods that were called, in order. */
  calls: string[];
  /** The next calls of `method` are answered so; 502 as when Telegram is away. */
  refuse(method: string, answer: { code: number; description?: string; retryAfter?: number }, times?: number): void;
  /** Nobody answers any more, until told otherwise. */
  down: boolean;
  person(id: number, name?: string): Person;
  stop(): Promise<void>;
}

/**
 * `telegram-test-api` on a free port, and before it what it lacks: pictures, waiting for updates, commands' menus, and
 * a day on which Telegram is in trouble.
 */
export async function testTelegram(): Promise<TestTelegram> {
  const inner = new Server({ port: await freePort(), host: '127.0.0.1', storeTimeout: 3600 });
  await inner.start();
  const photos = new Map<number, Buffer>();
  const troubles: { method: string; answer: { code: number; description?: string; retryAfter?: number } }[] = [];
  const it: Omit<TestTelegram, 'apiRoot'> = {
    calls: [],
    down: false,
    refuse: (method, answer, times = 1) => void troubles.push(...Array(times).fill({ method, answer })),
    person,
    async stop() {
      front.close();
      front.closeAllConnections();
      await inner.stop();
    },
  };
  const front = createServer((req, res) => {
    // Whoever asked has gone away.
    answer(req, res).catch(() => res.destroy());
  });
  front.listen(0, '127.0.0.1');
  await once(front, 'listening');
  const address = front.address();
  const port = typeof address === 'object' && address ? address.port : 0;
  return Object.assign(it, { apiRoot: `http://127.0.0.1:${port}` });

  async function answer(req: IncomingMessage, res: ServerResponse): Promise<void> {
    const parts: Buffer[] = [];
    for await (const part of req) parts.push(part);
    const body = Buffer.concat(parts);
    const method = (req.url ?? '').split('/').at(-1) ?? '';
    it.calls.push(method);
    const send = (status: number, json: object) =>
      res.writeHead(status, { 'content-type': 'application/json' }).end(JSON.stringify(json));
    if (it.down) return void res.writeHead(502).end('Bad Gateway');
    const trouble = troubles.findIndex((one) => one.method === method);
    const [found] = trouble < 0 ? [] : troubles.splice(trouble, 1);
    if (found) {
      const { code, description = 'no', retryAfter } = found.answer;
      const parameters = retryAfter === undefined ? {} : { parameters: { retry_after: retryAfter } };
      return void send(code, { ok: false, error_code: code, description, ...parameters });
    }
    if (method === 'setMyCommands') return void send(200, { ok: true, result: true });
    if (method === 'sendPhoto') return void send(200, { ok: true, result: await takePhoto(req, body) });
    const forward = () =>
      fetch(`${inner.config.apiURL}${req.url}`, {
        method: 'POST',
        headers: { 'content-type': 'application/json' },
        body: new Uint8Array(body),
      }).then((response) => response.json());
    const patience = method === 'getUpdates' ? Number(JSON.parse(body.toString()).timeout ?? 0) * 1000 : 0;
    for (let waited = 0; ; waited += 50) {
      const json = (await forward()) as { result?: unknown[] };
      if (method !== 'getUpdates' || (json.result?.length ?? 0) > 0 || waited >= patience || res.destroyed || it.down) {
        return void send(200, json);
      }
      await wait(50);
    }
  }

  async function takePhoto(req: IncomingMessage, body: Buffer): Promise<object> {
    const headers = { 'content-type': req.headers['content-type'] ?? '' };
    const form = await new Response(new Uint8Array(body), { headers }).formData();
    const photo = form.get('photo');
    if (!(photo instanceof File)) throw new Error('no photo came');
    const message = inner.addBotMessage(
      { chat_id: String(form.get('chat_id')), text: String(form.get('caption')) } as never,
      botToken,
    );
    photos.set(message.message_id, Buffer.from(await photo.arrayBuffer()));
    return message;
  }

  function person(id: number, name = `person_${id}`): Person {
    const client = (type = 'private') =>
      inner.getClient(botToken, { userId: id, chatId: id, userName: name, firstName: name, type } as never);
    return {
      id,
      async write(text, chatType) {
        const from = client(chatType);
        if (text.startsWith('/')) await from.sendCommand(from.makeCommand(text));
        else await from.sendMessage(from.makeMessage(text));
      },
      async press(data, messageId) {
        const from = client();
        const query = from.makeCallbackQuery(data, { message: { message_id: messageId } } as never);
        await from.sendCallback(query);
      },
      heard: () =>
        inner.storage.botMessages
          .filter(({ message }) => Number(message.chat_id) === id)
          .map(({ message, messageId }) => {
            const { text = '', reply_markup: markup } = message as { text?: string; reply_markup?: object };
            const rows = markup && 'inline_keyboard' in markup ? (markup.inline_keyboard as Said['buttons'][]) : [];
            return { text, photo: photos.get(messageId) ?? null, buttons: rows.flat(), messageId };
          }),
    };
  }
}
