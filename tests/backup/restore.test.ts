import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import sharp from 'sharp';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { sql } from '../../server/db.ts';
import { findBrokenInvariants } from '../../server/domain/audit/find-broken-invariants.ts';
import { cancelOrder } from '../../server/domain/orders/cancel-order.ts';
import { handlePaymentEvent } from '../../server/domain/payments/handle-payment-event.ts';
import { setPoster } from '../../server/domain/programme/set-poster.ts';
import { holdSeats } from '../../server/domain/seats/hold-seats.ts';
import { migrate } from '../../server/embedded/migrate.ts';
import { systemBinaries, type TestCluster, testCluster } from '../setup/cluster.ts';
import { commandsOf, runCommands } from '../setup/commands.ts';
import { fakePayments } from '../setup/fake-payments.ts';
import { danglingReferences } from '../setup/grown/index.ts';
import {
  aCustomer,
  accepted,
  aFilm,
  aHall,
  aScreening,
  houseOn,
  manager,
  type TestHouse,
  type TestScreening,
  testHouse,
} from '../setup/house.ts';
import { aCheckout, anOrder, view } from '../setup/sales.ts';
import { testServer } from '../setup/server.ts';

// The commands of docs/operations.md, on a house with everything that a house has. pg_dump must be as new as the server,
// so the server is the system's, which brings it.

const bin = systemBinaries((line) => console.log(line));

let cluster: TestCluster;
let t: TestHouse;
let folder: string;
let screening: TestScreening;
let paid: number;
const payments = fakePayments();
beforeAll(async () => {
  if (!bin) return;
  folder = mkdtempSync(join(tmpdir(), 'foyer-backup-'));
  cluster = await testCluster(bin);
  for (const name of ['foyer', 'restored']) await cluster.create(name);
  await migrate(cluster.url('foyer'));
  t = await testHouse({ url: cluster.url('foyer'), payments });
  await live();
});
afterAll(async () => {
  await t?.drop();
  await cluster?.drop();
  if (folder) rmSync(folder, { recursive: true, force: true });
});

/** A house in the middle of a day: paid, called off, unpaid and held; letters and jobs that wait; a poster. */
async function live(): Promise<void> {
  const film = await aFilm(t.house, { title: 'Стакато', slug: 'stakato' });
  const file = await sharp({ create: { width: 400, height: 600, channels: 3, background: '#a33' } })
    .png()
    .toBuffer();
  accepted(await setPoster(t.house, manager, join(folder, 'before/uploads/posters'), { filmId: film.id, file }));
  screening = await aScreening(t.house, { hall: await aHall(t.house, 'A ssssss\nB ssssss'), filmId: film.id });
  paid = await anOrder(t.house, screening, ['A1', 'A2']);
  await handlePaymentEvent(t.house, payments.pay(await aCheckout(t.house, paid)));
  const off = await anOrder(t.house, screening, ['B1', 'B2']);
  await handlePaymentEvent(t.house, payments.pay(await aCheckout(t.house, off)));
  accepted(await cancelOrder(t.house, manager, off));
  await anOrder(t.house, screening, ['A3', 'A4']);
  accepted(
    await holdSeats(t.house, aCustomer(), {
      screeningId: screening.id,
      seats: [screening.hall.seat('B5'), screening.hall.seat('B6')],
    }),
  );
}

/** Every table with the number of its rows and a digest of all that stands in them; the queue's too. */
async function contents(house: Pick<TestHouse, 'db'>): Promise<Record<string, string>> {
  const tables = await sql(house.db).query<{ name: string }>(
    `SELECT format('%I.%I', schemaname, tablename) AS name FROM pg_tables
      WHERE schemaname IN ('public', 'graphile_worker') ORDER BY 1`,
  );
  const told: Record<string, string> = {};
  for (const { name } of tables) {
    const [row] = await sql(house.db).query<{ digest: string }>(
      `SELECT count(*) || ' ' || coalesce(md5(string_agg(row::text, E'\\n' ORDER BY row::text)), '') AS digest FROM ${name} row`,
    );
    told[name] = row?.digest ?? '';
  }
  return told;
}

test.runIf(bin)(
  'A restored backup holds the same rows, passes the same audit, shows the same poster and sells on',
  async () => {
    const env = {
      PATH: `${bin}:${dirname(process.execPath)}:${process.env.PATH}`,
      BACKUP: folder,
      NODE_ENV: 'test',
      HOME: folder,
    };
    const house = (database: string, data: string) => ({
      DATABASE_URL: cluster.url(database),
      DATA_DIR: join(folder, data),
    });
    runCommands(commandsOf('backup'), { ...env, ...house('foyer', 'before') });
    const before = await contents(t);
    expect(before['graphile_worker._private_jobs']).not.toMatch(/^0 /);

    const said = runCommands(commandsOf('restore'), { ...env, ...house('restored', 'after') });
    expect(said).toContain('The audit is clean.');

    const again = houseOn(cluster.url('restored'), { payments });
    try {
      expect(await contents(again)).toEqual(before);
      for (const each of [t, again]) {
        expect(await findBrokenInvariants(each.db)).toEqual([]);
        expect(await danglingReferences(each.url)).toEqual([]);
      }
      // Constraints are in force, ids go on where they were, and what was sold is sold.
      expect(
        await holdSeats(again.house, aCustomer(), { screeningId: screening.id, seats: [screening.hall.seat('A1')] }),
      ).toMatchObject({ refused: 'seat_taken' });
      const next = await anOrder(again.house, screening, ['A5', 'A6']);
      await handlePaymentEvent(again.house, payments.pay(await aCheckout(again.house, next)));
      expect((await view(again.house, next)).status).toBe('paid');
      expect((await view(again.house, paid)).tickets.map(({ code }) => code)).toEqual(
        (await view(t.house, paid)).tickets.map(({ code }) => code),
      );
      expect(await findBrokenInvariants(again.db)).toEqual([]);
      const server = await testServer(again.url, undefined, { dataDir: join(folder, 'after') });
      try {
        expect((await fetch(`${server.url}/api/movies/?search=стакато`)).status).toBe(200);
        const [film] = await sql(again.db).query<{ poster: string }>(
          'SELECT poster FROM films WHERE poster IS NOT NULL',
        );
        const page = await (await fetch(`${server.url}/films/stakato`)).text();
        const [, address] = new RegExp(`src="([^"]*${film?.poster}[^"]*)"`).exec(page) ?? [];
        const picture = await fetch(new URL(address ?? '', server.url));
        expect([picture.status, picture.headers.get('content-type')]).toEqual([200, 'image/webp']);
      } finally {
        await server.stop();
      }
    } finally {
      await again.db.close();
    }
  },
);
