import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { startServer } from '../../server/main.ts';
import { demoConfig } from './demo-config.ts';
import { freePort } from './free-port.ts';
import { aFilm, aHall, aScreening, type TestHouse, type TestScreening, testHouse } from './house.ts';

export interface TestCinema {
  /** `http://localhost:<port>`. */
  url: string;
  t: TestHouse;
  screening: TestScreening;
  stop(): Promise<void>;
}

/** A whole running product, web and worker and stand-ins, with one film tomorrow in a hall of 40 seats. */
export async function testCinema(): Promise<TestCinema> {
  const t = await testHouse();
  const hall = await aHall(t.house, Array.from('ABCDE', (row) => `${row} ssssssss`).join('\n'), { name: 'Lantern' });
  const film = await aFilm(t.house, {
    title: 'The Third Man',
    slug: 'the-third-man',
    genres: ['drama'],
    director: 'Carol Reed',
    year: 1949,
  });
  const screening = await aScreening(t.house, { hall, filmId: film.id });
  const port = await freePort();
  const dataDir = await mkdtemp(join(tmpdir(), 'foyer-cinema-'));
  const server = await startServer(
    demoConfig({ port, dataDir, databaseUrl: t.url, publicUrl: `http://localhost:${port}` }),
    t.url,
  );
  return {
    url: server.url,
    t,
    screening,
    async stop() {
      await server.stop();
      await t.drop();
      await rm(dataDir, { recursive: true, force: true });
    },
  };
}
