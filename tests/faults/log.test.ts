import { once } from 'node:events';
import { createServer } from 'node:http';
import { Writable } from 'node:stream';
import express from 'express';
import { pino } from 'pino';
import { expect, test } from 'vitest';
import { requestLog } from '../../server/http/request-log.ts';

test('No key to a hold, an order or an account stands in the log', async () => {
  let written = '';
  const stream = new Writable({
    write(chunk, _encoding, done) {
      written += chunk;
      done();
    },
  });
  const app = express();
  app.use(requestLog(pino({ level: 'debug' }, stream)));
  app.use((_req, res) => void res.status(500).end());
  const server = createServer(app).listen(0, '127.0.0.1');
  await once(server, 'listening');
  const address = server.address();
  const url = `http://127.0.0.1:${typeof address === 'object' ? address?.port : 0}`;
  for (const path of [
    '/checkout/7/secret',
    '/checkout/7/secret/release',
    '/orders/7?token=secret',
    '/checkout/7/secret?x=1',
    '/account/reset/7/secret',
    '/account/confirm/7/secret/',
    '/Account/Email/7/secret',
    '/staff/invitation/secret',
  ]) {
    await fetch(url + path);
  }
  server.close();
  server.closeAllConnections();
  await expect.poll(() => written.trim().split('\n')).toHaveLength(8);
  expect(written).toContain('/checkout/7/…/release');
  expect(written).not.toContain('secret');
});
