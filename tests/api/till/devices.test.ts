import { randomUUID } from 'node:crypto';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { enrolledKiosk, kioskFacts, signedInClerk } from '../../../server/contract/till/devices.ts';
import { sql } from '../../../server/db.ts';
import { lockAccount } from '../../../server/domain/accounts/lock-account.ts';
import { setPin } from '../../../server/domain/accounts/set-pin.ts';
import { system } from '../../../server/domain/actor.ts';
import { makeEnrolmentCode, registerKiosk, revokeKiosk } from '../../../server/domain/kiosks/manage-kiosk.ts';
import { codeHash } from '../../../server/domain/kiosks/secrets.ts';
import { tonight } from '../../../server/domain/reports/tonight.ts';
import { accepted, manager, refused, type TestHouse, testHouse } from '../../setup/house.ts';
import { type TestServer, testServer } from '../../setup/server.ts';
import { aPerson, askTill, aTill, type Person } from '../../setup/till.ts';

let home: TestHouse;
let server: TestServer;
let clerk: Person;
let supervisor: Person;

beforeAll(async () => {
  home = await testHouse();
  server = await testServer(home.url);
  clerk = await aPerson(server, 'clerk');
  supervisor = await aPerson(server, 'supervisor', '2468');
});
afterAll(async () => {
  await server.stop();
  await home.drop();
});

const enrol = (code: string) => askTill(server.url, 'POST', '/enrol', { body: { code, instance: randomUUID() } });

test('A code lets one installation in, once, however it is typed', async () => {
  const { id } = accepted(await registerKiosk(server.deps, manager, { name: 'Foyer left' }));
  const { code } = accepted(await makeEnrolmentCode(server.deps, manager, { kioskId: id }));
  expect(code).toMatch(/^[0-9A-HJKMNP-TV-Z]{4}-[0-9A-HJKMNP-TV-Z]{4}$/);
  const typed = `${code.toLowerCase().replace('-', '')} `.replaceAll('0', 'o').replaceAll('1', 'l');
  const both = await Promise.all([enrol(typed), enrol(code)]);
  expect(both.map(({ status }) => status).sort()).toEqual([200, 422]);
  const won = both.find(({ status }) => status === 200);
  expect(enrolledKiosk.parse(won?.json).kiosk).toEqual({ id, name: 'Foyer left' });
  expect((await enrol(code)).json.code).toBe('wrong_code');
});

test('A code is worth nothing after its hour, after a newer one, and once the till is revoked', async () => {
  const { id } = accepted(await registerKiosk(server.deps, manager, { name: 'Foyer right' }));
  const make = async () => accepted(await makeEnrolmentCode(server.deps, manager, { kioskId: id })).code;
  const first = await make();
  const second = await make();
  expect((await enrol(first)).json.code).toBe('wrong_code');
  await sql(home.db).query(`UPDATE kiosks SET enrolment_expires_at = now() - interval '1 second' WHERE id = $1`, [id]);
  expect((await enrol(second)).json.code).toBe('wrong_code');
  const third = await make();
  accepted(await revokeKiosk(server.deps, manager, { kioskId: id }));
  expect((await enrol(third)).json.code).toBe('wrong_code');
});

test('Enrolling again ends the installation before it and counts the epoch on', async () => {
  const till = await aTill(server);
  await till.signIn(clerk);
  const epochOf = async () =>
    (await sql(home.db).query<{ epoch: number }>('SELECT epoch FROM kiosks WHERE id = $1', [till.id]))[0]?.epoch ?? 0;
  const before = await epochOf();
  const { code } = accepted(await makeEnrolmentCode(server.deps, manager, { kioskId: till.id }));
  expect((await till.send('GET', '/kiosk')).status).toBe(200);
  const fresh = await enrol(code);
  expect((await till.send('GET', '/kiosk')).json.code).toBe('not_enrolled');
  expect(await epochOf()).toBe(before + 1);
  const old = await askTill(server.url, 'GET', '/shifts/current/x-report', {
    token: fresh.json.token,
    clerk: till.clerk,
  });
  expect(old.json.code).toBe('clerk_signed_out');
});

test('The demo keeps its codes and tells them; outside the demo neither is so', async () => {
  const { id } = accepted(await registerKiosk(server.deps, manager, { name: 'Till 1' }));
  await sql(home.db).query('UPDATE kiosks SET enrolment_hash = $2, enrolment_stays = true WHERE id = $1', [
    id,
    codeHash('FOYER-TILL-1'),
  ]);
  expect((await askTill(server.url, 'GET', '/enrol')).json).toEqual({ demoCodes: ['FOYER-TILL-1'] });
  expect((await enrol('FOYER-TILL-1')).status).toBe(200);
  expect((await enrol('foyer-till-1')).status).toBe(200);
  server.deps.config.demo = false;
  expect((await askTill(server.url, 'GET', '/enrol')).json).toEqual({ demoCodes: [] });
  expect((await enrol('FOYER-TILL-1')).json.code).toBe('wrong_code');
  server.deps.config.demo = true;
});

test('Strangers, made-up tokens, revoked tills and a login of the office get nothing', async () => {
  const till = await aTill(server);
  const paths: [string, string][] = [
    ['GET', '/kiosk'],
    ['POST', '/clerk/sign-in'],
    ['POST', '/clerk/sign-out'],
    ['POST', '/approvals'],
    ['POST', '/shifts'],
    ['GET', '/shifts/current'],
    ['GET', '/shifts/current/x-report'],
    ['POST', '/shifts/current/movements'],
    ['POST', '/shifts/current/close'],
    ['GET', '/shifts/1/z-report'],
    ['POST', '/refunds/1/hand-out'],
    ['GET', '/nothing-here'],
  ];
  accepted(await revokeKiosk(server.deps, manager, { kioskId: till.id }));
  for (const [method, path] of paths) {
    for (const token of [null, 'made-up', 'x'.repeat(43), till.token]) {
      const answer = await askTill(server.url, method, path, { token });
      expect([answer.status, answer.json.code], `${method} ${path} ${token}`).toEqual([401, 'not_enrolled']);
      expect(answer.headers.get('cache-control')).toContain('no-store');
    }
  }
});

test('What a person answers for needs one who has signed in at this very till', async () => {
  const [here, there] = [await aTill(server), await aTill(server)];
  await there.signIn(clerk);
  for (const token of [null, 'x'.repeat(43), there.clerk]) {
    for (const path of ['/shifts', '/shifts/current/movements', '/shifts/current/close', '/approvals']) {
      const answer = await askTill(server.url, 'POST', path, { token: here.token, clerk: token, body: {} });
      expect([answer.status, answer.json.code]).toEqual([401, 'clerk_signed_out']);
    }
  }
});

test('A till learns who may sign in, and by what clock it reckons', async () => {
  const till = await aTill(server);
  const { json } = await till.send('GET', '/kiosk', undefined, { 'x-app-version': '1.2.3' });
  const facts = kioskFacts.parse(json);
  expect(facts.clerks.map(({ id }) => id)).toEqual(expect.arrayContaining([clerk.id, supervisor.id]));
  expect(JSON.stringify(json)).not.toMatch(/argon|@/);
  expect(Math.abs(Date.parse(facts.now) - Date.now())).toBeLessThan(5000);
  const [row] = await sql(home.db).query('SELECT app_version FROM kiosks WHERE id = $1', [till.id]);
  expect(row).toEqual({ app_version: '1.2.3' });
});

test('One person stands at a till at a time, and leaves it by every way there is', async () => {
  const till = await aTill(server);
  const inside = async (token = till.clerk) =>
    (await askTill(server.url, 'GET', '/shifts/current/x-report', { token: till.token, clerk: token })).json.code;
  await till.signIn(clerk);
  expect(await inside()).toBe('not_found');
  const former = till.clerk;
  await till.signIn(supervisor);
  expect(await inside(former)).toBe('clerk_signed_out');
  expect((await till.send('POST', '/clerk/sign-out')).status).toBe(204);
  expect(await inside()).toBe('clerk_signed_out');

  const someone = await aPerson(server, 'clerk', '8642');
  await till.signIn(someone);
  accepted(await lockAccount(server.deps, system, { userId: someone.id, locked: true }));
  expect(await inside()).toBe('clerk_signed_out');
  accepted(await lockAccount(server.deps, system, { userId: someone.id, locked: false }));
  expect(await inside()).toBe('clerk_signed_out');
  await till.signIn(someone);
  accepted(await setPin(server.deps, system, { userId: someone.id, pin: '9753' }));
  expect(await inside()).toBe('clerk_signed_out');
  await till.signIn({ ...someone, pin: '9753' });
  await sql(home.db).query(`UPDATE clerk_sessions SET used_at = now() - interval '61 minutes'`);
  expect(await inside()).toBe('clerk_signed_out');
});

test('Whatever is wrong with a PIN, the answer is the same', async () => {
  const till = await aTill(server);
  const locked = await aPerson(server, 'clerk');
  await sql(home.db).query('UPDATE users SET locked_at = now() WHERE id = $1', [locked.id]);
  const door = await aPerson(server, 'door');
  const tries = [
    { clerk: clerk.id, pin: '9999' },
    { clerk: 2_000_000_000, pin: clerk.pin },
    { clerk: locked.id, pin: locked.pin },
    { clerk: door.id, pin: door.pin },
  ];
  for (const body of tries) {
    const { status, json } = await till.send('POST', '/clerk/sign-in', body);
    expect([status, json.code]).toEqual([422, 'wrong_pin']);
  }
});

test('Ten wrong PINs lock a person at that till, and a new PIN opens it; a hundred at once are no way round', async () => {
  const [till, other] = [await aTill(server), await aTill(server)];
  const someone = await aPerson(server, 'clerk', '8642');
  const guess = (pin: string) => till.send('POST', '/clerk/sign-in', { clerk: someone.id, pin });
  const burst = await Promise.all(Array.from({ length: 20 }, (_, n) => guess(`${1000 + n}`)));
  expect(burst.filter(({ json }) => json.code === 'wrong_pin').length).toBeLessThanOrEqual(4);
  expect(burst.find(({ status }) => status === 429)?.headers.get('retry-after')).toBeTruthy();
  const past = () => sql(home.db).query(`UPDATE pin_failures SET wait_until = 'epoch'`);
  for (let n = 0; n < 10; n += 1) {
    await past();
    await guess('1111');
  }
  await past();
  expect((await guess(someone.pin)).json.code).toBe('pin_locked');
  expect((await other.send('POST', '/clerk/sign-in', { clerk: someone.id, pin: someone.pin })).status).toBe(200);
  const [noted] = await sql(home.db).query(
    `SELECT count(*) AS times FROM audit_entries WHERE action = 'lock_pin' AND entity_id = $1 AND kiosk_id = $2`,
    [String(someone.id), till.id],
  );
  expect(noted).toEqual({ times: 1 });
  const seen = accepted(await tonight(server.deps, manager, new Date()));
  expect(seen.attention?.pins.list).toEqual([expect.objectContaining({ person: someone.name })]);
  accepted(await setPin(server.deps, system, { userId: someone.id, pin: '9753' }));
  expect((await guess('9753')).status).toBe(200);
});

test('A right PIN wipes the slate', async () => {
  const till = await aTill(server);
  const someone = await aPerson(server, 'clerk', '8642');
  for (const pin of ['1111', '1112', '8642', '1111', '1112', '8642']) {
    const answer = await till.send('POST', '/clerk/sign-in', { clerk: someone.id, pin });
    expect(answer.json.code ?? 'in').toBe(pin === '8642' ? 'in' : 'wrong_pin');
    if (pin === '8642') signedInClerk.parse(answer.json);
  }
});

test('A supervisor allows with their PIN, also what they do themselves; a clerk allows nothing', async () => {
  const till = await aTill(server);
  await till.signIn(clerk);
  const ask = (who: Person) => till.send('POST', '/approvals', { supervisor: who.id, pin: who.pin, what: 'paid_out' });
  expect((await ask(clerk)).json.code).toBe('forbidden');
  expect((await ask({ ...supervisor, pin: '0000' })).json.code).toBe('wrong_pin');
  const yes = await ask(supervisor);
  expect(yes.json).toMatchObject({ by: supervisor.name });
  const stored = await sql(home.db).query('SELECT * FROM approvals');
  expect(JSON.stringify(stored)).not.toContain(yes.json.key);
  await till.signIn(supervisor);
  expect((await ask(supervisor)).status).toBe(200);
});

test('Only managers keep tills, each by a name of its own', async () => {
  for (const kind of ['customer', 'api_client', 'door', 'clerk', 'supervisor', 'kiosk'] as const) {
    const actor = { ...manager, kind };
    expect(refused(await registerKiosk(server.deps, actor, { name: 'Mine' })).refused).toBe('forbidden');
    expect(refused(await makeEnrolmentCode(server.deps, actor, { kioskId: 1 })).refused).toBe('forbidden');
    expect(refused(await revokeKiosk(server.deps, actor, { kioskId: 1 })).refused).toBe('forbidden');
  }
  accepted(await registerKiosk(server.deps, manager, { name: 'Only one' }));
  expect(refused(await registerKiosk(server.deps, manager, { name: 'Only one' })).refused).toBe('name_taken');
});

test('What no till of ours would send is refused in words and changes nothing', async () => {
  const till = await aTill(server);
  await till.signIn(clerk);
  const bodies = ['', '{', '[]', 'null', { uuid: 1 }, { uuid: randomUUID(), float: -1 }, { float: 1e12 }, { x: '\0' }];
  for (const path of [
    '/enrol',
    '/clerk/sign-in',
    '/approvals',
    '/shifts',
    '/shifts/current/movements',
    '/shifts/current/close',
  ]) {
    for (const body of bodies) {
      const { status, json } = await till.send('POST', path, body);
      expect([400, 401, 415, 422], `${path} ${JSON.stringify(body)} ${JSON.stringify(json)}`).toContain(status);
    }
  }
  expect((await till.send('GET', '/shifts/abc/z-report')).status).toBe(404);
  expect((await till.send('GET', '/shifts/99999999999999/z-report')).status).toBe(404);
});
