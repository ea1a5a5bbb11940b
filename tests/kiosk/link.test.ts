import { beforeEach, expect, test } from 'vitest';
import { z } from 'zod';
import { makeLink } from '../../kiosk/till/link.ts';
import type { HttpAnswer, HttpRequest } from '../../kiosk/till/ports.ts';

const offline = { code: 'offline', message: 'No connection.' };
let sent: HttpRequest[] = [];
let heard: string[] = [];
beforeEach(() => {
  sent = [];
  heard = [];
});

function linkTo(answer: HttpAnswer | Error, server: string | null = 'http://house') {
  return makeLink(
    async (request) => {
      sent.push(request);
      if (answer instanceof Error) throw answer;
      return answer;
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
const act = { method: 'POST', path: 'sales', body: { uuid: 'x' } } as const;

test('A request carries both tokens and goes to the till’s door', async () => {
  expect(await linkTo({ status: 200, body: { a: 1 } }).ask(act)).toEqual({ kind: 'ok', body: { a: 1 } });
  expect(sent[0]).toMatchObject({
    url: 'http://house/api/staff/till/sales',
    headers: { authorization: 'Kiosk device', 'x-clerk': 'clerk' },
    body: { uuid: 'x' },
  });
});

test('No answer is unknown, and the line is cut', async () => {
  const link = linkTo(new Error('reset'));
  expect(await link.ask(act)).toEqual({ kind: 'unknown', refusal: null });
  expect(link.online()).toBe(false);
});

test.each([
  [409, 'seat_taken'],
  [422, 'orphan_seat'],
  [404, 'not_found'],
])('A no of the house (%i %s) is definite', async (status, code) => {
  expect(await linkTo(no(status, code)).ask(act)).toMatchObject({ kind: 'refused', refusal: { code } });
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
  expect(await link.ask(act)).toMatchObject({ kind: 'unknown', refusal: { code } });
  expect(await link.read('kiosk', z.object({}))).toEqual({ code, message: `It is ${code}.` });
  expect(link.online()).toBe(true);
});

test.each([500, 502, 503, 504, 404, 302])('An answer of %i without the house’s words is unknown', async (status) => {
  expect(await linkTo({ status, body: null }).ask(act)).toEqual({ kind: 'unknown', refusal: null });
});

test('A gateway without a server behind it is a cut line; a stumbling server is not', async () => {
  const gateway = linkTo({ status: 502, body: null });
  await gateway.ask(act);
  expect(gateway.online()).toBe(false);
  const stumbling = linkTo({ status: 500, body: null });
  await stumbling.ask(act);
  expect(stumbling.online()).toBe(true);
});

test('The till hears that it is not enrolled, or that nobody is signed in', async () => {
  await linkTo(no(401, 'not_enrolled')).ask(act);
  await linkTo(no(401, 'clerk_signed_out')).ask(act);
  expect(heard).toEqual(['online', 'not enrolled', 'online', 'clerk gone']);
});

test('What is read is checked: a shape nobody agreed on counts as no answer', async () => {
  const shape = z.object({ a: z.int() });
  expect(await linkTo({ status: 200, body: { a: 1 } }).read('kiosk', shape)).toEqual({ a: 1 });
  expect(await linkTo({ status: 200, body: { a: 'x' } }).read('kiosk', shape)).toEqual(offline);
});

test('Without an address nothing is sent', async () => {
  const link = linkTo({ status: 200, body: {} }, null);
  expect(await link.read('kiosk', z.object({}))).toEqual(offline);
  expect(sent).toEqual([]);
});
