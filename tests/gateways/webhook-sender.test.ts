import { expect, test } from 'vitest';
import { isPrivate } from '../../server/gateways/private-address.ts';
import { webhookSender } from '../../server/gateways/webhook-sender.ts';
import { webhookReceiver } from '../setup/receiver.ts';

const inProduction = (address = '93.184.216.34') =>
  webhookSender({
    production: true,
    timeoutMs: 500,
    find: async () => [{ address, family: address.includes(':') ? 6 : 4 }],
  });

test.each([
  '127.0.0.1',
  '127.8.8.8',
  '0.0.0.0',
  '10.1.2.3',
  '172.16.0.1',
  '172.31.255.255',
  '192.168.1.1',
  '169.254.169.254',
  '100.64.0.1',
  '224.0.0.1',
  '255.255.255.255',
  '::1',
  '::',
  '::ffff:127.0.0.1',
  '::ffff:7f00:1',
  'fe80::1',
  'fd00::1',
  '64:ff9b::7f00:1',
  '2002:7f00:1::',
  'ff02::1',
])('%s is nobody’s server', (address) => {
  expect(isPrivate(address)).toBe(true);
});

test.each(['93.184.216.34', '172.32.0.1', '2606:2800:220:1::1'])('%s is on the internet', (address) => {
  expect(isPrivate(address)).toBe(false);
});

test.each([
  ['http://example.org/hook', 'not_https'],
  ['ftp://example.org/hook', 'not_a_url'],
  ['https://me:secret@example.org/', 'not_a_url'],
  ['nonsense', 'not_a_url'],
  ['https://127.0.0.1/', 'private'],
  ['https://2130706433/', 'private'],
  ['https://0x7f.1/', 'private'],
  ['https://[::1]/', 'private'],
  ['https://[::ffff:169.254.169.254]/', 'private'],
])('In production %s is refused: %s', async (url, problem) => {
  expect(await inProduction().problemWith(url)).toBe(problem);
  expect(await inProduction().post(url, {}, '{}')).toMatchObject({ status: null, failure: `refused: ${problem}` });
});

test('A name of a private address is refused where it is given and where it is connected to', async () => {
  expect(await inProduction('10.0.0.7').problemWith('https://inside.example/')).toBe('private');
  expect(await inProduction('10.0.0.7').post('https://inside.example/', {}, '{}')).toMatchObject({
    status: null,
    failure: 'an address of a private network',
  });
});

test('A name that turns private after it was accepted leads nowhere', async () => {
  const inside = await webhookReceiver();
  const answers = ['93.184.216.34', '127.0.0.1'];
  const sender = webhookSender({
    production: true,
    find: async () => [{ address: answers.shift() ?? '127.0.0.1', family: 4 }],
  });
  const url = inside.url.replace('http://127.0.0.1', 'https://rebind.example');
  expect(await sender.problemWith(url)).toBeNull();
  expect(await sender.post(url, {}, '{}')).toMatchObject({ failure: 'an address of a private network' });
  expect(inside.received).toEqual([]);
  await inside.stop();
});

test('A name with one private address among public ones is refused', async () => {
  const sender = webhookSender({
    production: true,
    find: async () => [
      { address: '93.184.216.34', family: 4 },
      { address: '192.168.0.2', family: 4 },
    ],
  });
  expect(await sender.problemWith('https://mixed.example/')).toBe('private');
});

test('Outside production a developer’s own machine may be told', async () => {
  const receiver = await webhookReceiver(200);
  const sender = webhookSender({ production: false });
  expect(await sender.problemWith(receiver.url)).toBeNull();
  expect(await sender.post(receiver.url, { 'x-a': 'b' }, '{"a":1}')).toMatchObject({ status: 200, failure: null });
  expect(receiver.received[0]).toMatchObject({ body: '{"a":1}', headers: { 'x-a': 'b' } });
  await receiver.stop();
});

test('Who does not answer in time is let go', async () => {
  const receiver = await webhookReceiver('silent');
  const { status, failure } = await webhookSender({ production: false, timeoutMs: 100 }).post(receiver.url, {}, '{}');
  expect({ status, failure }).toEqual({ status: null, failure: 'no answer within 100 ms' });
  await receiver.stop();
});
