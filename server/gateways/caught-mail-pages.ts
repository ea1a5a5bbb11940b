import { type NextFunction, type Request, type Response, Router } from 'express';
import { type CaughtMail, listCaughtMail, readCaughtFile, readCaughtMail } from './caught-mail.ts';
import { listView, mailStyle, mailView, missingView, words } from './caught-mail-view.ts';
import { type Html, sendDemoPage } from './demo-page.ts';

const SHOWN = 100;
/** What a mail may do in its frame: look as it looks in a mail reader, and open its links in a new tab. */
const MAIL_POLICY =
  "sandbox allow-popups allow-popups-to-escape-sandbox; default-src 'none'; style-src 'unsafe-inline'; " +
  "img-src data:; base-uri 'none'; form-action 'none'; frame-ancestors 'self'";

/** `/demo/mail/`: the mails that were caught instead of sent. For demo mode only: whoever opens it reads everything. */
export function caughtMailPages(dataDir: string, timeZone = 'UTC'): Router {
  const router = Router();

  router.get('/', async (req, res) => {
    page(res, words.title, listView(await listCaughtMail(dataDir, SHOWN), req.baseUrl, timeZone));
  });

  router.get(
    '/:name',
    withMail((mail, req, res) => {
      page(res, mail.subject, mailView(mail, req.baseUrl, timeZone));
    }),
  );

  router.get(
    '/:name/html',
    withMail((mail, _req, res) => {
      res.set({ 'Content-Security-Policy': MAIL_POLICY, 'X-Frame-Options': 'SAMEORIGIN', 'Cache-Control': 'no-store' });
      res.type('html').send(mail.html.replace(/<head[^>]*>/i, '$&<base target="_blank">'));
    }),
  );

  router.get(
    '/:name/attachments/:index',
    withMail((mail, req, res, next) => {
      const attachment = mail.attachments[Number(req.params.index)];
      if (!attachment) return next();
      download(res, attachment.filename, attachment.contentType, Buffer.from(attachment.content, 'base64'));
    }),
  );

  router.get(
    '/:name/message.eml',
    withMail(async (mail, _req, res, next) => {
      const bytes = await readCaughtFile(dataDir, mail.name, 'eml');
      if (!bytes) return next();
      download(res, `${mail.name}.eml`, 'message/rfc822', bytes);
    }),
  );

  router.use((req, res) => page(res, words.missing, missingView(req.baseUrl), 404));

  return router;

  function withMail(
    answer: (mail: CaughtMail, req: Request, res: Response, next: NextFunction) => void | Promise<void>,
  ) {
    return async (req: Request<{ name: string }>, res: Response, next: NextFunction) => {
      const mail = await readCaughtMail(dataDir, req.params.name);
      return mail ? answer(mail, req, res, next) : next();
    };
  }
}

function page(res: Response, title: string, body: Html, status = 200): void {
  sendDemoPage(res, { title, notice: words.notice, body, style: mailStyle, status });
}

function download(res: Response, filename: string, contentType: string, content: Buffer): void {
  res.attachment(filename);
  res.set({ 'Content-Type': contentType, 'Content-Security-Policy': 'sandbox' });
  res.send(content);
}
