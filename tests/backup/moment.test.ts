import { writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { setTimeout as delay } from 'node:timers/promises';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { openDb, sql } from '../../server/db.ts';
import { findBrokenInvariants } from '../../server/domain/audit/find-broken-invariants.ts';
import { handlePaymentEvent } from '../../server/domain/payments/handle-payment-event.ts';
import { migrate } from '../../server/embedded/migrate.ts';
import { systemBinaries, type TestCluster, testCluster } from '../setup/cluster.ts';
import { runCommands } from '../setup/commands.ts';
import { fakePayments } from '../setup/fake-payments.ts';
import { aHall, aScreening, testHouse } from '../setup/house.ts';
import { aCheckout, anOrder } from '../setup/sales.ts';

// docs/operations.md, "To any moment": a base, the archived log, and back to before an accident.

const bin = systemBinaries((line) => console.log(line));

let cluster: TestCluster;
beforeAll(async () => {
  if (bin) cluster = await testCluster(bin);
});
afterAll(() => cluster?.drop());

test.runIf(bin)('From a base and the archived log a house comes back to the moment before an accident', async () => {
  const shell = (text: string) => runCommands(text, { PATH: `${bin}:${process.env.PATH}`, AT: cluster.folder });
  shell('mkdir "$AT/archive" && chown --reference="$AT/data" "$AT/archive"');
  await cluster.stop();
  const archive = `test ! -f ${cluster.folder}/archive/%f && cp %p ${cluster.folder}/archive/%f`;
  await cluster.start('archive_mode=on', `archive_command=${archive}`);
  await cluster.create('foyer');
  const url = cluster.url('foyer');
  await migrate(url);
  const payments = fakePayments();
  const t = await testHouse({ url, payments });
  const screening = await aScreening(t.house, { hall: await aHall(t.house, 'A ssssssss') });
  const sell = async (seats: string[]) => {
    const id = await anOrder(t.house, screening, seats);
    await handlePaymentEvent(t.house, payments.pay(await aCheckout(t.house, id)));
  };
  await sell(['A1', 'A2']);
  shell(`pg_basebackup --dbname="${cluster.url()}" --pgdata="$AT/base" --checkpoint=fast`);
  await sell(['A3', 'A4']);
  const [moment] = await sql(t.db).query<{ at: string }>('SELECT clock_timestamp()::text AS at');
  await delay(50);
  await sql(t.db).query('DELETE FROM tickets');
  await sell(['A5', 'A6']);
  await t.drop();

  await cluster.stop();
  shell('mv "$AT/data" "$AT/broken" && mv "$AT/base" "$AT/data" && chown -R --reference="$AT/broken" "$AT/data"');
  writeFileSync(join(cluster.data, 'recovery.signal'), '');
  await cluster.start(
    `restore_command=cp ${cluster.folder}/archive/%f %p`,
    `recovery_target_time=${moment?.at}`,
    'recovery_target_action=promote',
  );
  const back = openDb(url);
  try {
    const taken = () =>
      sql(back).query<{ seats: number }>(`SELECT count(*) AS seats FROM tickets WHERE status = 'valid'`);
    await expect.poll(async () => (await taken())[0]?.seats).toBe(4);
    expect(await findBrokenInvariants(back)).toEqual([]);
    // It is no museum: one may write again.
    await expect
      .poll(async () => (await sql(back).query<{ read: boolean }>('SELECT pg_is_in_recovery() AS read'))[0]?.read)
      .toBe(false);
  } finally {
    await back.close();
  }
});
