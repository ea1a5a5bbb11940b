import { once } from 'node:events';
import { mkdtemp, readdir, readFile, rm, writeFile } from 'node:fs/promises';
import { createServer, type Server } from 'node:http';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import express from 'express';
import { simpleParser } from 'mailparser';
import { SMTPServer } from 'smtp-server';
import { afterEach, beforeEach, describe, expect, test } from 'vitest';
import { caughtMail } from '../../server/gateways/caught-mail.ts';
import { caughtMailPages } from '../../server/gateways/caught-mail-pages.ts';
import { MailGatewayError, type MailMessage, smtpMail } from '../../server/gateways/mail.ts';

const message = (changes: Partial<MailMessage> = {}): MailMessage => ({
  id: 'tickets-F-7',
  from: { name: 'Кінотеатр "Foyer", Київ', address: 'tickets@foyer.test' },
  language: 'uk',
  to: 'guest@example.com',
  subject: 'Ваші квитки: Stalker, 19:00',
  html: '<html><head></head><body><h1>Row F</h1><a href="http://x.test/">Order</a><script>alert(1)</script></body></html>',
  text: 'Row F, seats 7 and 8',
  attachments: [{ filename: 'квитки.pdf', contentType: 'application/pdf', content: Buffer.from('%PDF-1.7 …') }],
  ...changes,
});

describe('over SMTP', () => {
  let server: SMTPServer;
  let received: { to: string[]; raw: Buffer }[];
  let refuse: { responseCode: number } | null;
  let url: string;

  beforeEach(async () => {
    received = [];
    refuse = null;
    server = new SMTPServer({
      authOptional: true,
      disabledCommands: ['STARTTLS'],
      onRcptTo: (_address, _session, done) => done(refuse && Object.assign(new Error('refused'), refuse)),
      onData(stream, session, done) {
        const parts: Buffer[] = [];
        stream.on('data', (part: Buffer) => parts.push(part));
        stream.on('end', () => {
          received.push({ to: session.envelope.rcptTo.map((one) => one.address), raw: Buffer.concat(parts) });
          done();
        });
      },
    });
    server.listen(0, '127.0.0.1');
    await once(server.server, 'listening');
    const address = server.server.address();
    url = `smtp://127.0.0.1:${typeof address === 'object' && address ? address.port : 0}`;
  });
  afterEach(() => new Promise<void>((resolve) => server.close(resolve)));

  test('a message arrives whole: both bodies, attachment, its own Message-ID', async () => {
    await smtpMail(url).send(message());
    expect(received).toHaveLength(1);
    expect(received[0]?.to).toEqual(['guest@example.com']);
    const mail = await simpleParser(received[0]?.raw ?? '');
    expect(mail).toMatchObject({
      messageId: '<tickets-F-7@foyer.test>',
      subject: 'Ваші квитки: Stalker, 19:00',
      from: { value: [{ address: 'tickets@foyer.test', name: 'Кінотеатр "Foyer", Київ' }] },
    });
    expect(mail.text).toContain('Row F, seats 7 and 8');
    expect(mail.html).toContain('<h1>Row F</h1>');
    expect(mail.attachments).toMatchObject([{ filename: 'квитки.pdf', contentType: 'application/pdf' }]);
    expect(String(mail.attachments[0]?.content)).toBe('%PDF-1.7 …');
  });

  test('a crafted address or subject adds no recipient and no header', async () => {
    const crafted = message({ to: 'a@example.com, b@example.com', subject: 'Hi\r\nBcc: c@example.com' });
    await smtpMail(url)
      .send(crafted)
      .catch(() => undefined);
    expect(received.flatMap((one) => one.to)).not.toContain('b@example.com');
    expect(received.flatMap((one) => one.to)).not.toContain('c@example.com');
  });

  test('a refusal for good is told from one that may pass', async () => {
    refuse = { responseCode: 550 };
    await expect(smtpMail(url).send(message())).rejects.toMatchObject({ retryable: false });
    refuse = { responseCode: 451 };
    await expect(smtpMail(url).send(message())).rejects.toMatchObject({ retryable: true });
    const nobody = smtpMail('smtp://127.0.0.1:1').send(message());
    await expect(nobody).rejects.toMatchObject({ retryable: true });
    await expect(nobody).rejects.toBeInstanceOf(MailGatewayError);
  });

  test('an id that would break the header is a fault', async () => {
    await expect(smtpMail(url).send(message({ id: 'a>\r\nb' }))).rejects.toBeInstanceOf(RangeError);
  });
});

describe('caught', () => {
  let dataDir: string;
  let server: Server;
  let base: string;

  beforeEach(async () => {
    dataDir = await mkdtemp(join(tmpdir(), 'foyer-mail-'));
    const app = express();
    app.use((_req, res, next) => {
      res.locals.cspNonce = 'a-nonce';
      next();
    });
    app.use('/demo/mail', caughtMailPages(dataDir, 'Europe/Kyiv'));
    server = createServer(app).listen(0, '127.0.0.1');
    await once(server, 'listening');
    const address = server.address();
    base = `http://127.0.0.1:${typeof address === 'object' && address ? address.port : 0}/demo/mail/`;
  });
  afterEach(async () => {
    server.closeAllConnections();
    server.close();
    await rm(dataDir, { recursive: true });
  });

  const files = async () => (await readdir(join(dataDir, 'mail'))).sort();
  const get = async (path: string) => {
    const answer = await fetch(base + path);
    return { status: answer.status, headers: answer.headers, text: await answer.text() };
  };

  test('each mail is a real message file that any mail reader opens', async () => {
    await caughtMail(dataDir).send(message());
    const [eml = '', json = ''] = await files();
    expect(eml).toMatch(/^\d{4}-\d\d-\d\dT[\d-]+Z-stalker-19-00-tickets-f-7\.eml$/);
    expect(json).toBe(eml.replace('.eml', '.json'));
    const mail = await simpleParser(await readFile(join(dataDir, 'mail', eml)));
    expect(mail).toMatchObject({ messageId: '<tickets-F-7@foyer.test>', subject: message().subject });
    expect(mail.attachments).toHaveLength(1);
  });

  test('the list says so when empty, then shows the newest first', async () => {
    expect((await get('')).text).toContain('No mail yet');
    const mail = caughtMail(dataDir);
    await mail.send(message({ subject: 'First <one>' }));
    await new Promise((resolve) => setTimeout(resolve, 5));
    await mail.send(message({ subject: 'Second' }));
    const { text } = await get('');
    expect(text).toContain('First &lt;one&gt;');
    expect(text.indexOf('Second')).toBeLessThan(text.indexOf('First'));
    expect(text).not.toContain('<script');
    expect(text).toContain('<style nonce="a-nonce">');
  });

  test('a mail opens in a frame that can run nothing, with its text and its attachments', async () => {
    await caughtMail(dataDir).send(message());
    const name = (await files())[0]?.replace('.eml', '') ?? '';
    const shown = await get(name);
    expect(shown.text).toContain('Row F, seats 7 and 8');
    expect(shown.text).toContain(`src="/demo/mail/${name}/html"`);
    const frame = await get(`${name}/html`);
    expect(frame.headers.get('content-security-policy')).toMatch(/^sandbox .*default-src 'none'/);
    expect(frame.headers.get('content-security-policy')).not.toContain('allow-scripts');
    expect(frame.text).toContain('<base target="_blank">');
    const file = await get(`${name}/attachments/0`);
    expect(file.text).toBe('%PDF-1.7 …');
    expect(file.headers.get('content-type')).toBe('application/pdf');
    expect(file.headers.get('content-disposition')).toMatch(/^attachment; filename=.*filename\*=UTF-8''/);
    expect((await get(`${name}/message.eml`)).headers.get('content-type')).toMatch('message/rfc822');
  });

  test.each([
    '..%2Fsecret',
    '..%2F..%2Fetc%2Fpasswd',
    '%00',
    'nothing',
    '2026-01-01T00-00-00-000Z-a-b',
    'x/html',
    'x/attachments/0',
    '%E0%A4%A',
  ])('%s leads nowhere', async (path) => {
    await caughtMail(dataDir).send(message());
    await writeFile(join(dataDir, 'secret.json'), '{"subject":"secret"}');
    const { status, text } = await get(path);
    expect([400, 404]).toContain(status);
    expect(text).not.toContain('secret"');
  });

  test('an attachment that is not there is not found', async () => {
    await caughtMail(dataDir).send(message());
    const name = (await files())[0]?.replace('.eml', '') ?? '';
    for (const index of ['1', '-1', 'x', '__proto__']) {
      expect((await get(`${name}/attachments/${index}`)).status).toBe(404);
    }
  });
});
