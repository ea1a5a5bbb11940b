import type { IncomingMessage, RequestListener } from 'node:http';
import { type ChatMessage, owner, type Phone } from './phone.ts';

type Params = Record<string, unknown>;

class Refused extends Error {
  readonly code: number;
  constructor(code: number, description: string) {
    super(description);
    this.code = code;
  }
}

/** What the bot calls of Telegram's Bot API, over HTTP in Telegram's own words. Source: core.telegram.org/bots/api. */
export function botApi(phone: Phone, token: string): RequestListener {
  const methods: Record<string, (params: Params) => unknown> = {
    getUpdates: ({ offset, timeout }) => phone.updates(Number(offset ?? 0), Math.min(Number(timeout ?? 0), 50)),
    sendMessage: (params) => deliver(params, String(params.text ?? ''), 4096, null),
    sendPhoto: (params) => {
      if (!Buffer.isBuffer(params.photo)) throw new Refused(400, 'Bad Request: there is no photo in the request');
      return deliver(params, String(params.caption ?? ''), 1024, params.photo);
    },
    editMessageText(params) {
      const id = Number(params.message_id);
      const html = checked(String(params.text ?? ''), 4096);
      if (phone.change(id, { html, buttons: buttonsOf(params) })) return { message_id: id };
      throw new Refused(400, 'Bad Request: message to edit not found');
    },
    answerCallbackQuery: () => true,
    setWebhook: () => true,
    deleteWebhook: () => true,
    setMyCommands: () => true,
  };

  function deliver(params: Params, html: string, longest: number, photo: Buffer | null) {
    if (Number(params.chat_id) !== owner.id) throw new Refused(400, 'Bad Request: chat not found');
    if (phone.blocked) throw new Refused(403, 'Forbidden: bot was blocked by the user');
    const { id } = phone.receive({ html: checked(html, longest), photo, buttons: buttonsOf(params) });
    return { message_id: id, date: Math.floor(Date.now() / 1000), chat: { id: owner.id, type: 'private' } };
  }

  return async (req, res) => {
    const [, given, name = ''] = /^\/bot([^/]+)\/(\w+)$/.exec(req.url ?? '') ?? [];
    const answer = (status: number, body: object) => {
      res.writeHead(status, { 'content-type': 'application/json' }).end(JSON.stringify(body));
    };
    try {
      const method = methods[name];
      if (given !== token) throw new Refused(401, 'Unauthorized');
      if (!method) throw new Refused(404, 'Not Found');
      answer(200, { ok: true, result: await method(await paramsOf(req)) });
    } catch (fault) {
      const code = fault instanceof Refused ? fault.code : 500;
      answer(code, { ok: false, error_code: code, description: fault instanceof Error ? fault.message : 'failed' });
    }
  };
}

/** JSON, or a form with files. */
async function paramsOf(req: IncomingMessage): Promise<Params> {
  const parts: Buffer[] = [];
  for await (const part of req) parts.push(part);
  const body = Buffer.concat(parts);
  const type = req.headers['content-type'] ?? '';
  if (!type.startsWith('multipart/form-data')) return body.length > 0 ? JSON.parse(body.toString()) : {};
  const form = await new Response(body, { headers: { 'content-type': type } }).formData();
  const entries = Array.from(
    form,
    async ([name, value]): Promise<[string, unknown]> => [
      name,
      typeof value === 'string' ? value : Buffer.from(await value.arrayBuffer()),
    ],
  );
  return Object.fromEntries(await Promise.all(entries));
}

function buttonsOf({ reply_markup: markup }: Params): ChatMessage['buttons'] {
  const keys = typeof markup === 'string' ? JSON.parse(markup) : markup;
  return keys?.inline_keyboard?.flat() ?? [];
}

/** The bot's HTML as Telegram takes it: two tags are enough for ours, anything else is refused. */
function checked(html: string, longest: number): string {
  if (html === '') throw new Refused(400, 'Bad Request: message text is empty');
  if (html.length > longest) throw new Refused(400, 'Bad Request: message is too long');
  const bare = html.replaceAll(/<\/?b>|<a href="https?:[^"<>]*">|<\/a>/g, '');
  if (/[<>]/.test(bare)) throw new Refused(400, "Bad Request: can't parse entities: unsupported start tag");
  return html;
}
