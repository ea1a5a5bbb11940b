import { randomUUID } from 'node:crypto';
import type { Approvable } from '../../server/contract/till/common.ts';
import { sql } from '../../server/db.ts';
import { hashSecret } from '../../server/domain/accounts/password.ts';
import type { Role } from '../../server/domain/actor.ts';
import { makeEnrolmentCode, registerKiosk } from '../../server/domain/kiosks/manage-kiosk.ts';
import { accepted, manager } from './house.ts';
import type { TestServer } from './server.ts';

export interface TillAnswer {
  status: number;
  headers: Headers;
  // biome-ignore lint/suspicious/noExplicitAny: answers are checked where it matters
  json: any;
}

/** A till that was let in; `clerk` is the token of whoever has signed in. */
export interface TestTill {
  id: number;
  token: string;
  clerk: string | null;
  /** `path` below `/api/staff/till`. */
  send(method: string, path: string, body?: unknown, headers?: Record<string, string>): Promise<TillAnswer>;
  signIn(person: Person): Promise<void>;
  /** A supervisor's yes, as a key. */
  approval(supervisor: Person, what: Approvable): Promise<string>;
}

export interface Person {
  id: number;
  name: string;
  pin: string;
}

/** Somebody with a PIN. */
export async function aPerson(server: TestServer, role: Role, pin = '1357'): Promise<Person> {
  const name = `The ${role} ${randomUUID().slice(0, 4)}`;
  const [user] = await sql(server.deps.db).query<{ id: number }>(
    'INSERT INTO users (email, name, role, pin_hash) VALUES ($1, $2, $3, $4) RETURNING id',
    [`${role}-${randomUUID().slice(0, 8)}@foyer.test`, name, role, await hashSecret(pin)],
  );
  if (!user) throw new Error('no account was made');
  return { id: user.id, name, pin };
}

/** Asks as a till with these tokens would. */
export async function askTill(
  url: string,
  method: string,
  path: string,
  {
    token,
    clerk,
    body,
    headers = {},
  }: Partial<Record<'token' | 'clerk', string | null>> & {
    body?: unknown;
    headers?: Record<string, string>;
  } = {},
): Promise<TillAnswer> {
  const response = await fetch(`${url}/api/staff/till${path}`, {
    method,
    headers: {
      ...(token ? { authorization: `Kiosk ${token}` } : {}),
      ...(clerk ? { 'x-clerk': clerk } : {}),
      ...(body === undefined ? {} : { 'content-type': 'application/json' }),
      ...headers,
    },
    ...(body === undefined ? {} : { body: typeof body === 'string' ? body : JSON.stringify(body) }),
  });
  const text = await response.text();
  return { status: response.status, headers: response.headers, json: text === '' ? null : JSON.parse(text) };
}

/** A new till, registered and enrolled. */
export async function aTill(server: TestServer, name = `Till ${randomUUID().slice(0, 6)}`): Promise<TestTill> {
  const { id } = accepted(await registerKiosk(server.deps, manager, { name }));
  const { code } = accepted(await makeEnrolmentCode(server.deps, manager, { kioskId: id }));
  const enrolled = await askTill(server.url, 'POST', '/enrol', { body: { code, instance: randomUUID() } });
  if (enrolled.status !== 200) throw new Error(`not enrolled: ${JSON.stringify(enrolled.json)}`);
  const till: TestTill = {
    id,
    token: enrolled.json.token,
    clerk: null,
    send: (method, path, body, headers) =>
      askTill(server.url, method, path, {
        token: till.token,
        clerk: till.clerk,
        body,
        ...(headers ? { headers } : {}),
      }),
    async signIn({ id: clerk, pin }) {
      const answer = await till.send('POST', '/clerk/sign-in', { clerk, pin });
      if (answer.status !== 200) throw new Error(`not signed in: ${JSON.stringify(answer.json)}`);
      till.clerk = answer.json.token;
    },
    async approval({ id: supervisor, pin }, what) {
      const answer = await till.send('POST', '/approvals', { supervisor, pin, what });
      if (answer.status !== 200) throw new Error(`not approved: ${JSON.stringify(answer.json)}`);
      return answer.json.key;
    },
  };
  return till;
}
