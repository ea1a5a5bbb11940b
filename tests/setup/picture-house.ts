import { mkdirSync, mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { type Browser, chromium, type Page } from 'playwright';
import sharp from 'sharp';
import { seedIfEmpty } from '../../prisma/seed/index.ts';
import { type Db, openDb } from '../../server/db.ts';
import { migrate } from '../../server/embedded/migrate.ts';
import { startPostgres } from '../../server/embedded/postgres.ts';
import { prepare, root } from '../../server/embedded/prepare.ts';
import { startServer } from '../../server/main.ts';
import { demoConfig } from './demo-config.ts';
import { zoneAt } from './evening.ts';
import { findBrowser } from './find-browser.ts';
import { freePort } from './free-port.ts';

/** The demo cinema for the pictures of the docs, in the afternoon. */
export interface PictureHouse {
  url: string;
  db: Db;
  browser: Browser;
  secretKey: string;
  shoot(page: Page, name: string): Promise<void>;
  /** Also of what is no page. */
  file(name: string): string;
  stop(): Promise<void>;
}

/** The hour: it does not depend on when the pictures are taken. */
const afternoon = 14;

/** Pictures go to the folder that the command names, else to the docs. */
export async function pictureHouse(): Promise<PictureHouse> {
  const say = (line: string) => console.log(line);
  const secretKey = 'a secret that only these pictures know';
  const folder = process.argv[2] ?? join(root, 'docs/screenshots');
  await prepare(say);
  mkdirSync(folder, { recursive: true });
  const dataDir = mkdtempSync(join(tmpdir(), 'foyer-pictures-'));
  const postgres = await startPostgres({ dataDir: join(dataDir, 'database'), throwaway: true });
  await migrate(postgres.url);
  await seedIfEmpty(postgres.url, say, zoneAt(afternoon));
  const db = openDb(postgres.url);
  const port = await freePort();
  const url = `http://localhost:${port}`;
  const server = await startServer(
    demoConfig({ port, dataDir, databaseUrl: postgres.url, publicUrl: url, secretKey }),
    postgres.url,
  );
  const executablePath = await findBrowser(say);
  const browser = await chromium.launch({ executablePath, args: process.getuid?.() === 0 ? ['--no-sandbox'] : [] });
  const file = (name: string) => join(folder, `${name}.webp`);
  return {
    url,
    db,
    browser,
    secretKey,
    file,
    async shoot(page, name) {
      await page.evaluate(() => document.fonts.ready);
      await page.waitForTimeout(250);
      await sharp(await page.screenshot())
        .resize({ width: 1280, withoutEnlargement: true })
        .webp({ quality: 72, effort: 6 })
        .toFile(file(name));
      say(name);
    },
    async stop() {
      await browser.close();
      await server.stop();
      await db.close();
      await postgres.stop();
      rmSync(dataDir, { recursive: true, force: true });
    },
  };
}
