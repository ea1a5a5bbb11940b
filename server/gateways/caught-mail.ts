import { mkdir, readdir, readFile, rename, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { type MailGateway, toRfc822 } from './mail.ts';

/** A mail that went nowhere. Kept as `<name>.eml`, with this beside it as `<name>.json` for the demo's pages. */
export interface CaughtMail {
  name: string;
  id: string;
  from: string;
  to: string;
  subject: string;
  /** ISO 8601, UTC. */
  at: string;
  html: string;
  text: string;
  /** `content` in base64. */
  attachments: { filename: string; contentType: string; content: string }[];
}

/** Mail for a cinema without SMTP: each message becomes a file under `dataDir/mail/`. */
export function caughtMail(dataDir: string): MailGateway {
  const dir = folder(dataDir);
  return {
    async send(message) {
      const bytes = await toRfc822(message);
      const at = new Date().toISOString();
      const name = `${at.replace(/[:.]/g, '-')}-${slug(message.subject)}-${slug(message.id)}`;
      const { id, to, subject, html, text } = message;
      const from = `${message.from.name} <${message.from.address}>`;
      const attachments = message.attachments.map((one) => ({ ...one, content: one.content.toString('base64') }));
      const caught: CaughtMail = { name, id, from, to, subject, at, html, text, attachments };
      await mkdir(dir, { recursive: true, mode: 0o700 });
      await writeWhole(join(dir, `${name}.eml`), bytes);
      await writeWhole(join(dir, `${name}.json`), JSON.stringify(caught));
    },
  };
}

/** The newest `limit` mails, newest first. */
export async function listCaughtMail(dataDir: string, limit: number): Promise<CaughtMail[]> {
  const files = await readdir(folder(dataDir)).catch(emptyIfMissing);
  const names = files.flatMap((file) => (file.endsWith('.json') ? [file.slice(0, -'.json'.length)] : []));
  const newest = names.sort().reverse().slice(0, limit);
  const mails = await Promise.all(newest.map((name) => readCaughtMail(dataDir, name)));
  return mails.filter((mail) => mail !== null);
}

/** Null if there is none of that name; a name that could lead out of the folder is none. */
export async function readCaughtMail(dataDir: string, name: string): Promise<CaughtMail | null> {
  const file = await readCaughtFile(dataDir, name, 'json');
  return file && JSON.parse(file.toString());
}

export async function readCaughtFile(dataDir: string, name: string, kind: 'eml' | 'json'): Promise<Buffer | null> {
  if (!/^[0-9TZ]+[a-zA-Z0-9-]*$/.test(name)) return null;
  return readFile(join(folder(dataDir), `${name}.${kind}`)).catch(() => null);
}

function folder(dataDir: string): string {
  return join(dataDir, 'mail');
}

function slug(text: string): string {
  const plain = text.normalize('NFKD').toLowerCase();
  return (
    plain
      .replace(/[^a-z0-9]+/g, '-')
      .replace(/^-|-$/g, '')
      .slice(0, 60) || 'mail'
  );
}

async function writeWhole(path: string, content: string | Buffer): Promise<void> {
  await writeFile(`${path}.part`, content, { mode: 0o600 });
  await rename(`${path}.part`, path);
}

function emptyIfMissing(error: unknown): string[] {
  if (error instanceof Error && 'code' in error && error.code === 'ENOENT') return [];
  throw error;
}
