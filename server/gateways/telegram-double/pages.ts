import express, { type Request, type Response, Router } from 'express';
import { sendDemoPage } from '../demo-page.ts';
import type { Phone } from './phone.ts';
import { chatView, phoneScript, phoneStyle, phoneView } from './view.ts';
import { words } from './words.ts';

/** How long a page waits for the bot's answer before it shows what there is. */
const patienceMs = 2_500;

/** `/demo/telegram/`: a phone in the browser. For demo mode only: whoever opens it holds it. */
export function phonePages(phone: Phone, bot: string): Router {
  const router = Router();
  const form = express.urlencoded({ extended: false, limit: '4kb' });

  router.get('/', (req, res) => {
    const { start } = req.query;
    const code = typeof start === 'string' && /^[\w-]{1,64}$/.test(start) ? start : null;
    const body = phoneView(phone, bot, req.baseUrl, code);
    sendDemoPage(res, { title: words.title, notice: words.notice, body, style: phoneStyle, script: phoneScript });
  });

  router.get('/chat', (req, res) => {
    res.set('Cache-Control', 'no-store').type('html').send(chatView(phone, req.baseUrl).safe);
  });

  router.get('/photo/:id', (req, res) => {
    const photo = phone.messages.find(({ id }) => id === Number(req.params.id))?.photo;
    if (photo) res.type('png').set('Cache-Control', 'private, max-age=3600').send(photo);
    else res.status(404).end();
  });

  router.post('/write', form, async (req, res) => {
    const text = String(req.body?.text ?? '').trim();
    if (text) phone.write(text.slice(0, 500), languageOf(req));
    await back(req, res);
  });

  router.post('/press', form, async (req, res) => {
    phone.press(Number(req.body?.message), String(req.body?.data ?? ''), languageOf(req));
    await back(req, res);
  });

  router.post('/block', form, (req, res) => {
    phone.block(req.body?.blocked === 'yes', languageOf(req));
    res.redirect(303, `${req.baseUrl}/`);
  });

  return router;

  async function back(req: Request, res: Response): Promise<void> {
    await phone.answered(patienceMs);
    res.redirect(303, `${req.baseUrl}/`);
  }
}

const languageOf = (req: Request) => req.acceptsLanguages('en', 'uk') || 'en';
