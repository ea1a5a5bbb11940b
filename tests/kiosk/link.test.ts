import { beforeEach, expect, test } from 'vitest';
import { makeLink } from '../../kiosk/till/link.ts';
import type { Shell } from '../../kiosk/till/ports.ts';
import { getDemoCodes, getTill } from '../../server/contract/api/till/devices.ts';
import { cancelTillSale } from '../../server/contract/api/till/sales.ts';
import { openTillShift } from '../../server/contract/api/till/shifts.ts';
import { fetchOver, type HttpAnswer, type HttpRequest } from './model-server.ts';

const offline = { code: 'offline', message: 'No connection.' };
let sent: HttpRequest[] = [];
let heard: string[] = [];
beforeEach(() => {
  sent = [];
  heard = [];
});

function linkTo(answer: HttpAnswer | Error, server: string | null = 'http://house') {
  return makeLink(
    {
      fetch: fetchOver((request) => {
        sent.push(request);
        if (answer instanceof Error) throw answer;
        return answer;
      }),
      shell: { version: '1.2.3' } as Shell,
    },
    () => ({ server, device: 'device', clerk: 'clerk' }),
    offline,
    {
      changed: (online) => heard.push(online ? 'online' : 'offline'),
      notEnrolled: () => heard.push('not enrolled'),
      clerkGone: () => heard.push('clerk gone'),
    },
  );
}
const no = (status: number, code: string) => ({ status, body: { code, message: `It is ${code}.` } });
const uuid = '11111111-1111-4111-8111-111111111111';
const opened = {
  id: 3,
  kiosk: { id: 1, name: 'Till' },
  openedBy: 'Ann',
  openedAt: '2026-11-20T18:00:00Z',
  businessDate: '2026-11-20',
  float: 0,
  closedAt: null,
};
const act = [openTillShift, { body: { uuid, float: 0 } }] as const;

test('A request carries both tokens and the version, and goes to the till’s door', async () => {
  expect(await linkTo({ status: 200, body: opened }).ask(...act)).toEqual({ kind: 'ok', value: opened });
  expect(sent[0]).toMatchObject({
    method: 'POST',
    url: 'http://house/api/staff/till/shifts/',
    headers: { authorization: 'Kiosk device', 'x-clerk': 'clerk', 'x-app-version': '1.2.3' },
    body: { uuid, float: 0 },
  });
  await linkTo(no(404, 'not_found')).ask(cancelTillSale, { params: { uuid } });
  expect(sent[1]?.url).toBe(`http://house/api/staff/till/sales/${uuid}/cancel/`);
});

test('No answer is unknown, and the line is cut', async () => {
  const link = linkTo(new Error('reset'));
  expect(await link.ask(...act)).toEqual({ kind: 'unknown', refusal: null });
  expect(link.online()).toBe(false);
});

test.each([
  [409, 'seat_taken'],
  [422, 'orphan_seat'],
  [404, 'not_found'],
])('A no of the house (%i %s) is definite', async (status, code) => {
  expect(await linkTo(no(status, code)).ask(...act)).toMatchObject({ kind: 'refused', refusal: { code } });
});

test.each([
  [429, 'rate_limited'],
  [401, 'clerk_signed_out'],
  [401, 'not_enrolled'],
  [403, 'forbidden'],
  [409, 'idempotency_in_progress'],
  [503, 'payment_unavailable'],
])('A no at the door (%i %s) says nothing of the act, but is told in its words', async (status, code) => {
  const link = linkTo(no(status, code));
  expect(await link.ask(...act)).toMatchObject({ kind: 'unknown', refusal: { code } });
  expect(await link.read(getTill, {})).toEqual({ code, message: `It is ${code}.` });
  expect(link.online()).toBe(true);
});

test.each([500, 502, 503, 504, 404, 302])('An answer of %i without the house’s words is unknown', async (status) => {
  expect(await linkTo({ status, body: null }).ask(...act)).toEqual({ kind: 'unknown', refusal: null });
});

test('A gateway without a server behind it is a cut line; a stumbling server is not', async () => {
  const gateway = linkTo({ status: 502, body: null });
  await gateway.ask(...act);
  expect(gateway.online()).toBe(false);
  const stumbling = linkTo({ status: 500, body: null });
  await stumbling.ask(...act);
  expect(stumbling.online()).toBe(true);
});

test('The till hears that it is not enrolled, or that nobody is signed in', async () => {
  await linkTo(no(401, 'not_enrolled')).ask(...act);
  await linkTo(no(401, 'clerk_signed_out')).ask(...act);
  expect(heard).toEqual(['online', 'not enrolled', 'online', 'clerk gone']);
});

test('What is answered is checked: a shape nobody agreed on counts as no answer', async () => {
  const hint = { demoCodes: ['FOYER-TILL-1'] };
  expect(await linkTo({ status: 200, body: hint }).read(getDemoCodes, {})).toEqual(hint);
  expect(await linkTo({ status: 200, body: { demoCodes: 'x' } }).read(getDemoCodes, {})).toEqual(offline);
  expect(await linkTo({ status: 200, body: { id: 'x' } }).ask(...act)).toEqual({ kind: 'unknown', refusal: null });
  expect(await linkTo({ status: 200, body: null }).ask(...act)).toEqual({ kind: 'unknown', refusal: null });
});

test('An answer that does not come in time is unknown, and the line is cut', async () => {
  const link = makeLink(
    {
      fetch: (_, { signal }) =>
        new Promise((_, reject) => signal?.addEventListener('abort', () => reject(signal.reason))),
      shell: { version: '1' } as Shell,
    },
    () => ({ server: 'http://house', device: null, clerk: null }),
    offline,
    { changed() {}, notEnrolled() {}, clerkGone() {} },
    20,
  );
  expect(await link.ask(...act)).toEqual({ kind: 'unknown', refusal: null });
  expect(link.online()).toBe(false);
});

test('Without an address nothing is sent', async () => {
  const link = linkTo({ status: 200, body: {} }, null);
  expect(await link.read(getTill, {})).toEqual(offline);
  expect(sent).toEqual([]);
});
