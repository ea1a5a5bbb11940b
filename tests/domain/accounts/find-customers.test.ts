import { afterAll, beforeAll, expect, test } from 'vitest';
import { sql } from '../../../server/db.ts';
import { findCustomers } from '../../../server/domain/accounts/find-customers.ts';
import { type TestHouse, testHouse } from '../../setup/house.ts';

let t: TestHouse;
const names = new Map<number, string>();
beforeAll(async () => {
  t = await testHouse();
  const people: [email: string, name: string, role: string][] = [
    ['olena.koval@example.test', 'Olena Koval', 'customer'],
    ['Petro_Koval@Post.example.test', 'Petro Koval', 'customer'],
    ['petro-koval@elsewhere.test', 'Petro Koval', 'customer'],
    ['clerk.koval@example.test', 'Clerk Koval', 'clerk'],
  ];
  for (const [i, [email, name, role]] of people.entries()) {
    const [row] = await sql(t.db).query<{ id: number }>(
      `INSERT INTO users (email, name, role, created_at) VALUES ($1, $2, $3::role, now() + make_interval(secs => $4)) RETURNING id`,
      [email, name, role, i],
    );
    names.set(row?.id ?? 0, email);
  }
});
afterAll(() => t?.drop());

const found = async (email: string, name?: string, most = 10) =>
  (await findCustomers(sql(t.db), { email, name }, most)).map((id) => names.get(id));

test('A customer is found by any part of the address, in capitals or not; the newest first, and no staff', async () => {
  expect(await found('koval')).toEqual([
    'petro-koval@elsewhere.test',
    'Petro_Koval@Post.example.test',
    'olena.koval@example.test',
  ]);
  expect(await found(' EXAMPLE.test ')).toEqual(['Petro_Koval@Post.example.test', 'olena.koval@example.test']);
  expect(await found('koval', undefined, 1)).toEqual(['petro-koval@elsewhere.test']);
});

test('Part of the name beside it narrows what is found', async () => {
  expect(await found('koval', 'petro')).toHaveLength(2);
  expect(await found('example', 'petro')).toEqual(['Petro_Koval@Post.example.test']);
});

test('Signs that mean something to the database mean themselves', async () => {
  expect(await found('petro_koval')).toEqual(['Petro_Koval@Post.example.test']);
  expect(await found('%%%')).toEqual([]);
  expect(await found('\\\\\\')).toEqual([]);
});

test('Two letters are no part to look for: they are taken as the whole', async () => {
  expect(await found('ko')).toEqual([]);
});
