import { sql } from '../../server/db.ts';
import { type TestHouse, testHouse } from '../setup/house.ts';
import { type TestServer, testServer } from '../setup/server.ts';
import { type ApiClient, apiClient } from './client.ts';

export interface ApiHouse {
  home: TestHouse;
  server: TestServer;
  api: ApiClient;
  /** An e-mail address that nobody used before: every call is another buyer. */
  guest(): string;
  /** A fingerprint of every row that a customer's request might change. */
  fingerprint(): Promise<string>;
  close(): Promise<void>;
}

export async function apiHouse(): Promise<ApiHouse> {
  const home = await testHouse();
  const server = await testServer(home.url);
  let guests = 0;
  return {
    home,
    server,
    api: apiClient(server.url),
    guest: () => `guest-${++guests}@foyer.test`,
    async fingerprint() {
      const tables = ['orders', 'tickets', 'holds', 'seat_claims', 'payments', 'refunds', 'mails'];
      const each = tables.map((table) => `(SELECT jsonb_agg(to_jsonb(t) ORDER BY to_jsonb(t)) FROM ${table} t)`);
      const [row] = await sql(home.db).query<{ hash: string }>(
        `SELECT md5(jsonb_build_array(${each.join(', ')}, (SELECT count(*) FROM audit_entries))::text) AS hash`,
      );
      return row?.hash ?? '';
    },
    async close() {
      await server.stop();
      await home.drop();
    },
  };
}
