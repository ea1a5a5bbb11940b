import sharp from 'sharp';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { pages } from '../../admin/pages.ts';
import { resources } from '../../admin/resources/index.ts';
import { sql } from '../../server/db.ts';
import { type Actor, may, type Role, type Verb } from '../../server/domain/actor.ts';
import { aFilm, aHall, aScreening, type TestHouse, testHouse } from '../setup/house.ts';
import { anOrder } from '../setup/sales.ts';
import { type TestServer, testServer } from '../setup/server.ts';
import { type StaffAnswer, type StaffClient, staffClient } from '../setup/staff.ts';

const roles = ['door', 'clerk', 'supervisor', 'manager', 'administrator'] as const satisfies Role[];

let home: TestHouse;
let server: TestServer;
let filmId: number;
const clients = {} as Record<(typeof roles)[number] | 'customer', StaffClient>;

beforeAll(async () => {
  home = await testHouse();
  server = await testServer(home.url);
  const hall = await aHall(home.house);
  filmId = (await aFilm(home.house, { title: 'The <script>alert(1)</script> of </script>' })).id;
  await anOrder(home.house, await aScreening(home.house, { hall, filmId }), ['A1', 'A2']);
  for (const role of [...roles, 'customer'] as const) clients[role] = await staffClient(server, role);
});
afterAll(async () => {
  await server.stop();
  await home.drop();
});

const allowed = (role: Role, verb: Verb) => may({ kind: role } as Pick<Actor, 'kind'>, verb);

/** What every row of the cinema says, the log of sign-ins aside. */
async function everything(): Promise<string> {
  const tables = [
    'cinema',
    'halls',
    'films',
    'genres',
    'film_genres',
    'ticket_types',
    'prices',
    'price_cards',
    'screenings',
    'orders',
    'tickets',
    'holds',
    'seat_claims',
    'payments',
    'refunds',
    'users',
    'mails',
  ];
  const each = tables.map((table) => `(SELECT jsonb_agg(to_jsonb(t) ORDER BY to_jsonb(t)) FROM ${table} t)`);
  const [row] = await sql(home.db).query<{ hash: string }>(
    `SELECT md5(jsonb_build_array(${each.join(', ')}, (SELECT count(*) FROM audit_entries))::text) AS hash`,
  );
  return row?.hash ?? '';
}

function form(fields: Record<string, string>): FormData {
  const data = new FormData();
  for (const [name, value] of Object.entries(fields)) data.set(name, value);
  return data;
}

const api = (path: string) => `/admin/api/resources/${path}`;

/** What a role gets: `ok`, or how it is turned away. AdminJS itself says some things with 200 and a notice. */
function outcome({ status, json }: StaffAnswer): 'ok' | number {
  if (status !== 200) return status;
  return json?.notice?.type === 'error' ? 422 : 'ok';
}

test('Every role reads the tables that the permission table opens to it, and no other', async () => {
  for (const role of roles) {
    for (const { id, see } of resources) {
      const expected = allowed(role, see) ? 'ok' : 403;
      for (const path of [`${id}/actions/list`, `${id}/actions/search/a`]) {
        expect(outcome(await clients[role].send('GET', api(path))), `${role} ${path}`).toBe(expected);
      }
    }
  }
});

test('Every role opens the tools that the permission table opens to it, and no other', async () => {
  for (const role of roles) {
    for (const { key, verbs } of pages) {
      const open = verbs.some((verb) => allowed(role, verb));
      const { status, text } = await clients[role].send('GET', `/admin/pages/${key}`);
      expect(status, `${role} ${key}`).toBe(open ? 200 : 403);
      if (!open) expect(text).toContain('Not for your role');
    }
  }
});

test('Who may not change a table is refused every way of changing it, and nothing changes', async () => {
  const before = await everything();
  for (const role of roles) {
    for (const { id, change, create, update, verbs = {} } of resources) {
      const asks: [string, Verb | undefined][] = [
        [`${id}/actions/new`, create && change],
        [`${id}/records/1/edit`, update && change],
        [`${id}/records/1/delete`, undefined],
        [`${id}/bulk/bulkDelete?recordIds=1`, undefined],
        [`${id}/bulk/edit?recordIds=1`, undefined],
        ...Object.entries(verbs).map(([name, verb]): [string, Verb] => [`${id}/records/1/${name}`, verb.may]),
        ...Object.entries(verbs).flatMap(([name, verb]): [string, Verb | undefined][] => [
          [`${id}/bulk/${name}?recordIds=1`, undefined],
          [`${id}/records/1/${name}Many`, undefined],
          [`${id}/bulk/${name}Many?recordIds=1`, verb.bulk ? verb.may : undefined],
        ]),
      ];
      for (const [path, verb] of asks) {
        if (verb && allowed(role, verb)) continue;
        const answer = await clients[role].send(
          'POST',
          api(path),
          form({ name: 'Raw', title: 'Raw', role: 'administrator' }),
        );
        expect(outcome(answer), `${role} ${path}`).toBe(403);
      }
    }
  }
  expect(await everything()).toBe(before);
});

test('Orders, payments, refunds, tickets, holds and claims are unknown to AdminJS, by any request of anybody', async () => {
  const before = await everything();
  const names = [
    'Order',
    'orders',
    'Payment',
    'Refund',
    'Ticket',
    'Hold',
    'SeatClaim',
    'User',
    'Session',
    '__proto__',
    'constructor',
  ];
  for (const name of names) {
    for (const [method, path] of [
      ['GET', `${name}/actions/list`],
      ['POST', `${name}/actions/new`],
      ['POST', `${name}/records/1/edit`],
      ['POST', `${name}/records/1/delete`],
      ['POST', `${name}/bulk/bulkDelete?recordIds=1`],
    ] as const) {
      const body = method === 'POST' ? form({ status: 'paid', total: '0' }) : undefined;
      expect((await clients.administrator.send(method, api(path), body)).status, `${method} ${path}`).toBe(404);
    }
  }
  expect(await everything()).toBe(before);
});

test('Spelling an address otherwise is no way round', async () => {
  const { clerk } = clients;
  for (const path of ['/admin/API/Resources/halls/Records/1/edit', '/admin/api/RESOURCES/halls/records/1/edit/']) {
    expect((await clerk.send('POST', path, form({ name: 'Raw' }))).status, path).toBe(403);
  }
});

test('Customers and strangers get nothing from the office', async () => {
  for (const path of [
    '/admin',
    '/admin/resources/films',
    '/admin/pages/price-cards',
    '/admin/frontend/assets/app.bundle.js',
  ]) {
    for (const cookie of [clients.customer.cookie, '', 'foyer_login=made-up']) {
      const answer = await clients.customer.send('GET', path, undefined, { cookie });
      expect(answer.status).toBe(303);
      expect(answer.headers.get('location')).toContain('/staff/sign-in?next=');
    }
  }
  expect((await clients.customer.send('GET', api('films/actions/list'))).status).toBe(401);
  expect((await clients.customer.send('GET', '/api/staff/price-cards')).json.code).toBe('unauthenticated');
});

test('Writes come from pages of ours alone', async () => {
  const before = await everything();
  const elsewhere: Record<string, string>[] = [
    { origin: 'https://evil.example' },
    { origin: 'null' },
    { 'sec-fetch-site': 'cross-site' },
    { 'sec-fetch-site': 'same-site' },
    { 'sec-fetch-site': 'none' },
  ];
  const { administrator } = clients;
  for (const headers of elsewhere) {
    for (const path of [api('halls/records/1/edit'), api('films/actions/new'), '/api/staff/films/1/poster']) {
      const method = path.endsWith('poster') ? 'PUT' : 'POST';
      const answer = await administrator.send(method, path, form({ name: 'Forged', title: 'Forged' }), headers);
      expect(answer.status, `${path} ${JSON.stringify(headers)}`).toBe(403);
    }
  }
  // AdminJS would run some actions by GET: a link elsewhere reaches none.
  const link = await administrator.send('GET', api('films/records/1/archiveFilm'), undefined, {
    'sec-fetch-site': 'cross-site',
  });
  expect(link.status).toBe(403);
  await administrator.send('GET', api(`films/records/${filmId}/archiveFilm`));
  expect(await everything()).toBe(before);
});

test('Neither passwords nor PINs leave the database, and nobody finds out by sorting or filtering', async () => {
  const { administrator } = clients;
  const lists = [
    'staff/actions/list',
    'staff/actions/list?sortBy=passwordHash',
    'staff/actions/list?filters.passwordHash=argon',
    `staff/records/${administrator.userId}/show`,
    'customers/actions/list',
  ];
  for (const path of lists) {
    const { text } = await administrator.send('GET', api(path));
    expect(text).not.toMatch(/passwordHash":|pinHash":|argon2/);
  }
  const { json } = await administrator.send('GET', api(`customers/records/${administrator.userId}/show`));
  expect(json.record.params).toEqual({});
});

test('A manager makes a film by its form, and what is wrong is said at its field', async () => {
  const { manager } = clients;
  const wrong = await manager.send(
    'POST',
    api('films/actions/new'),
    form({ title: ' ', durationMinutes: 'long', agePolicy: 'none' }),
  );
  expect(wrong.json.record.errors).toMatchObject({
    title: { message: 'Please fill this in.' },
    durationMinutes: { message: 'A whole number from 1 to 600.' },
    agePolicy: { message: 'Please choose one of the list.' },
  });
  const right = await manager.send(
    'POST',
    api('films/actions/new'),
    form({
      title: 'Atlantis',
      durationMinutes: '106',
      ageLimit: '16',
      agePolicy: 'advisory',
      'genres.0': 'drama',
      'cast.0': 'A. Rymaruk',
    }),
  );
  expect(right.json.record.params).toMatchObject({ title: 'Atlantis', durationMinutes: 106, 'genres.0': 'drama' });
  const [entry] = await sql(home.db).query("SELECT FROM audit_entries WHERE action = 'add_film' AND user_id = $1", [
    manager.userId,
  ]);
  expect(entry).toBeDefined();
});

test('A length that makes screenings overlap is refused with the screenings named', async () => {
  const hall = await aHall(home.house, 'A ssss', { name: 'Blue' });
  const film = await aFilm(home.house, { title: 'Longer', durationMinutes: 60 });
  const startsAt = new Date(Date.now() + 48 * 3_600_000);
  await aScreening(home.house, { hall, filmId: film.id, startsAt });
  await aScreening(home.house, { hall, startsAt: new Date(startsAt.getTime() + 120 * 60_000) });
  const { manager } = clients;
  const { json } = await manager.send('GET', api(`films/records/${film.id}/edit`));
  const answer = await manager.send(
    'POST',
    api(`films/records/${film.id}/edit`),
    form({ ...strings(json.record.params), durationMinutes: '140' }),
  );
  expect(answer.json.record.errors.durationMinutes.message).toMatch(
    /^With that length .* Blue, Longer would run into .* Blue, Film/,
  );
  const [row] = await sql(home.db).query<{ minutes: number }>(
    'SELECT duration_minutes AS minutes FROM films WHERE id = $1',
    [film.id],
  );
  expect(row?.minutes).toBe(60);
});

const strings = (params: Record<string, unknown>) =>
  Object.fromEntries(
    Object.entries(params).flatMap(([name, value]) => (value === null ? [] : [[name, String(value)]])),
  );

test('A form that no page of ours would send is refused or ignored, never a fault', async () => {
  const before = await everything();
  const many = form(Object.fromEntries(Array.from({ length: 500 }, (_, index) => [`cast.${index}`, 'x'])));
  const withFile = form({ title: 'x' });
  withFile.set('poster', new Blob(['x']), 'x.html');
  const odd = [many, withFile, form({ cast: 'x', genres: '{}', title: '\0', durationMinutes: '1e9' }), form({})];
  for (const body of odd) {
    const answer = await clients.manager.send('POST', api(`films/records/${filmId}/edit`), body);
    expect(answer.status).toBeLessThan(500);
    expect(answer.json?.notice?.type ?? answer.json?.code).not.toBe('success');
  }
  expect(await everything()).toBe(before);
});

test('A film with screenings to come is not archived; one without is, and comes back', async () => {
  const { manager } = clients;
  const refusedAnswer = await manager.send('POST', api(`films/records/${filmId}/archiveFilm`), form({}));
  expect(refusedAnswer.json.notice).toMatchObject({
    type: 'error',
    message: 'There is a screening to come. Move or cancel it first.',
  });
  const { id } = await aFilm(home.house);
  const archived = await manager.send('POST', api(`films/records/${id}/archiveFilm`), form({}));
  expect(archived.json.record.params.archivedAt).toBeTruthy();
  const back = await manager.send('POST', api(`films/records/${id}/restoreFilm`), form({}));
  expect(back.json.record.params.archivedAt).toBeNull();
});

const bulk = (path: string, ids: (number | string)[]) => api(`${path}?recordIds=${ids.join(',')}`);

test('Films, halls and customers change many at a time, for whoever may change one, and only by POST', async () => {
  const declared = resources.flatMap(({ id, verbs = {} }) =>
    Object.entries(verbs).flatMap(([name, verb]) => (verb.bulk ? [`${id}/${name}`] : [])),
  );
  expect(declared).toEqual([
    'films/archiveFilm',
    'films/restoreFilm',
    'halls/archiveHall',
    'halls/reopenHall',
    'customers/lock',
    'customers/unlock',
  ]);
  const film = await aFilm(home.house);
  const hall = await aHall(home.house);
  const customer = await staffClient(server, 'customer');
  const pairs = [
    ['films', film.id, 'archiveFilm', 'restoreFilm', 'change_film'],
    ['halls', hall.id, 'archiveHall', 'reopenHall', 'change_hall'],
    ['customers', customer.userId, 'lock', 'unlock', 'manage_customers'],
  ] as const;
  for (const role of roles) {
    for (const [table, id, away, back, verb] of pairs) {
      for (const name of [away, back]) {
        const path = bulk(`${table}/bulk/${name}Many`, [id, id]);
        const before = await everything();
        const looked = await clients[role].send('GET', path);
        expect(outcome(looked), `GET ${role} ${path}`).toBe(allowed(role, verb) ? 'ok' : 403);
        expect(await everything()).toBe(before);
        const acted = await clients[role].send('POST', path, form({}));
        expect(outcome(acted), `POST ${role} ${path}`).toBe(allowed(role, verb) ? 'ok' : 403);
        if (allowed(role, verb)) expect(acted.json).toMatchObject({ done: 1, refused: [] });
        expect((await everything()) !== before).toBe(allowed(role, verb));
      }
    }
  }
});

test('Of many, each stands for itself: what is refused is named with its reason, and the others are done', async () => {
  const busy = await aFilm(home.house, { title: 'Still on' });
  await aScreening(home.house, { filmId: busy.id });
  const free = await aFilm(home.house);
  const gone = await aFilm(home.house);
  const path = bulk('films/bulk/archiveFilmMany', [busy.id, free.id, gone.id, 2_000_000_000]);
  await clients.manager.send('POST', api(`films/records/${gone.id}/archiveFilm`), form({}));
  const { json } = await clients.manager.send('POST', path, form({}));
  const why = 'There is a screening to come. Move or cancel it first.';
  expect(json).toMatchObject({ done: 1, refused: [{ title: 'Still on', why }] });
  const archived = await sql(home.db).query('SELECT id FROM films WHERE id = ANY ($1) AND archived_at IS NOT NULL', [
    [busy.id, free.id, gone.id],
  ]);
  expect(archived.map(({ id }) => id).sort()).toEqual([free.id, gone.id].sort());
  const entries = await sql(home.db).query(
    "SELECT entity_id FROM audit_entries WHERE action = 'archive_film' AND entity_id = ANY ($1)",
    [[busy.id, free.id, gone.id].map(String)],
  );
  expect(entries).toHaveLength(2);
});

test('Members of staff are no customers, and lists of records that make no sense change nothing', async () => {
  const { manager, clerk } = clients;
  const before = await everything();
  const lock = 'customers/bulk/lockMany';
  const archive = 'films/bulk/archiveFilmMany';
  const many = Array.from({ length: 201 }, () => filmId);
  const asked: [path: string, status: number][] = [
    [bulk(lock, [clerk.userId]), 404],
    [bulk(archive, [2_000_000_000, 4_000_000_000]), 404],
    [bulk(archive, many), 400],
    [bulk(archive, []), 400],
    [api(archive), 400],
    [bulk(archive, ['1 OR 1=1']), 400],
    [api(`${archive}?recordIds=${filmId}&recordIds=${filmId}`), 400],
    [bulk('films/bulk/__proto__', [filmId]), 403],
    [bulk('films/bulk/bulkDelete', [filmId]), 403],
  ];
  for (const [path, status] of asked) {
    for (const method of ['GET', 'POST']) {
      const answer = await manager.send(method, path, method === 'POST' ? form({}) : undefined);
      expect(answer.status, `${method} ${path}`).toBe(status);
    }
  }
  expect(await everything()).toBe(before);
  const most = await manager.send('POST', bulk(archive, many.slice(1)), form({}));
  expect(most.json).toMatchObject({ done: 0, refused: [{ id: filmId }] });
});

test('What the database cannot store is refused in an address too', async () => {
  for (const path of ['schedule/films/?search=a%00b', 'orders/?q=%00', 'cash-up/?date=2026-11-27%00']) {
    const { status, json } = await clients.manager.send('GET', `/api/staff/${path}`);
    expect([path, status, json.code]).toEqual([path, 400, 'invalid_request']);
  }
});

test('Settings are checked in words, and the currency and the zone stay while something hangs on them', async () => {
  const { manager } = clients;
  const edit = api('settings/records/1/edit');
  const { json } = await manager.send('GET', edit);
  const change = async (fields: Record<string, string>) => {
    const answer = await manager.send('POST', edit, form({ ...strings(json.record.params), ...fields }));
    return answer.json;
  };
  const wrong = await change({
    timeZone: 'Kyiv',
    currency: 'HRN',
    businessDayCutoff: '6 am',
    holdCapMinutes: '9',
    cancelWindowMinutes: '-1',
    taxRate: '20 %',
  });
  expect(Object.keys(wrong.record.errors).sort()).toEqual([
    'businessDayCutoff',
    'cancelWindowMinutes',
    'currency',
    'holdCapMinutes',
    'taxRate',
    'timeZone',
  ]);
  expect((await change({ currency: 'EUR' })).notice.message).toMatch(/orders in this currency/);
  expect((await change({ timeZone: 'Europe/Lisbon' })).notice.message).toMatch(/screenings to come/);
  const right = await change({ cancelWindowMinutes: '90', businessDayCutoff: '05:30', taxRate: '9,5' });
  expect(right.record.params).toMatchObject({ cancelWindowMinutes: 90, businessDayCutoff: '05:30', taxRate: '9.5' });
  expect(await sql(home.db).query('SELECT tax_rate FROM cinema')).toEqual([{ tax_rate: 950 }]);
  const [entry] = (await manager.send('GET', api('audit/actions/list'))).json.records;
  expect(entry.params).toMatchObject({ action: 'change_settings', who: expect.stringContaining('anager') });
  const [night] = await sql(home.db).query<{ wrong: number }>(
    `SELECT count(*)::int AS wrong FROM screenings
      WHERE business_date <> (starts_at AT TIME ZONE 'Europe/Kyiv' - interval '5:30')::date`,
  );
  expect(night?.wrong).toBe(0);
});

/** The answer to a file sent as the film's poster. */
function poster(file: Uint8Array<ArrayBuffer>, name = 'poster.jpg', role: 'manager' | 'clerk' = 'manager') {
  const data = new FormData();
  data.set('poster', new Blob([file], { type: 'image/jpeg' }), name);
  return clients[role].send('PUT', `/api/staff/films/${filmId}/poster`, data);
}

test('A poster is made anew at 2 by 3, keeps nothing of its file, and is served as a picture', async () => {
  const secret = 'GPS of the manager';
  const picture = await sharp({ create: { width: 900, height: 700, channels: 3, background: '#8c2336' } })
    .withExif({ IFD0: { Copyright: secret } })
    .jpeg()
    .toBuffer();
  const answer = await poster(new Uint8Array(Buffer.concat([picture, Buffer.from('<script>alert(1)</script>')])));
  expect(answer.json.poster).toMatch(/^\d+-[0-9a-f]{20}\.webp$/);
  const served = await fetch(`${server.url}/posters/${answer.json.poster}`);
  expect(served.headers.get('content-type')).toBe('image/webp');
  expect(served.headers.get('x-content-type-options')).toBe('nosniff');
  const bytes = Buffer.from(await served.arrayBuffer());
  expect(await sharp(bytes).metadata()).toMatchObject({ format: 'webp', width: 800, height: 1200 });
  expect(bytes.includes(secret) || bytes.includes('script')).toBe(false);
});

test('What is no picture, too large or unpacks to too much is refused, and so is a clerk; the poster stays', async () => {
  const before = await everything();
  const svg = '<svg xmlns="http://www.w3.org/2000/svg" width="9" height="9"><script>alert(1)</script></svg>';
  const gif = Buffer.from('R0lGODlhAQABAAAAACwAAAAAAQABAAACAkQBADs=', 'base64');
  const bomb = await sharp({ create: { width: 12_000, height: 12_000, channels: 3, background: '#000' } })
    .png()
    .toBuffer();
  const jpegOnly = Buffer.from('ffd8ffe000104a46494600', 'hex');
  for (const [what, file] of Object.entries({ svg: Buffer.from(svg), gif, bomb, jpegOnly, empty: Buffer.alloc(0) })) {
    const answer = await poster(new Uint8Array(file));
    expect([answer.status, answer.json.code], what).toEqual([422, 'no_image']);
  }
  expect((await poster(new Uint8Array(11 * 1024 * 1024))).status).toBe(413);
  expect((await poster(new Uint8Array(Buffer.from(svg)), 'x.jpg', 'clerk')).json.code).toBe('forbidden');
  for (const path of ['/posters/..%2f..%2fsecret-key', '/posters/1-00000000000000000000.webp', '/posters/%00']) {
    expect((await fetch(server.url + path)).status, path).toBeGreaterThanOrEqual(400);
  }
  expect(await everything()).toBe(before);
});

test('The page holds under the strict policy: a nonce on every script, the state escaped, nothing from elsewhere', async () => {
  const answer = await clients.manager.send('GET', `/admin/resources/films/records/${filmId}/show`);
  const [, nonce] = /'nonce-([^']+)'/.exec(answer.headers.get('content-security-policy') ?? '') ?? [];
  const tags = answer.text.match(/<(script|style)\b[^>]*>/g) ?? [];
  expect(tags.length).toBeGreaterThan(5);
  for (const tag of tags) expect(tag).toContain(`nonce="${nonce}"`);
  expect(answer.headers.get('content-security-policy')).not.toContain("unsafe-inline';style-src ");
  expect(answer.text).not.toMatch(/(src|href)="(https?:)?\/\//);
  const state = /window\.REDUX_STATE = (.*);$/m.exec(answer.text)?.[1] ?? '';
  expect(state).not.toContain('<');
  expect(JSON.parse(state).session).not.toHaveProperty('actor');
});
