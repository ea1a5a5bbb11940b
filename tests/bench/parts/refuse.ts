import { openDb, sql } from '../../../server/db.ts';
import type { Cinema } from '../cinema.ts';
import type { Part } from '../part.ts';
import { againstHello, askFor } from './against-hello.ts';

/** What those are told who come too late. */
export const refuse: Part = {
  name: 'refuse',
  async run(context) {
    const { cinema } = context;
    const session = cinema.stage.hot.at(-1) ?? 0;
    await sellOut(cinema, session);
    const requests = cinema.stage.choices.map((seats, i) => ({
      method: 'POST',
      path: '/api/orders/',
      body: { session, seats, email: `late-${i}@bench.test` },
    }));
    return againstHello(context, 'refuse', [
      {
        id: 'refuse.soldout',
        what: 'Refusals on a sold-out screening, against Express’s hello',
        atLeast: 1,
        measure: (now) => askFor(now, requests, 409),
      },
    ]);
  },
};

async function sellOut({ databaseUrl }: Cinema, session: number): Promise<void> {
  const db = openDb(databaseUrl, { connections: 1 });
  await sql(db).query(
    `INSERT INTO seat_claims (screening_id, seat_id, kind, reason)
     SELECT sc.id, s.id, 'block', 'sold out' FROM screenings sc JOIN seats s USING (seat_plan_id) WHERE sc.id = $1
     ON CONFLICT DO NOTHING`,
    [session],
  );
  await db.close();
}
