import { expect, test } from 'vitest';
import { serverClock } from '../../kiosk/till/clock.ts';
import { manualClock } from './manual-clock.ts';

test('A till that never heard the server does not know the time', () => {
  const clock = serverClock(manualClock().port);
  expect(clock.now()).toBeNull();
  expect(clock.memo()).toBeNull();
});

test('The till reckons the server’s time, half a round trip after it was said', async () => {
  const time = manualClock();
  const clock = serverClock(time.port);
  clock.heard('2026-11-20T20:00:00+01:00', 400);
  expect(clock.now()).toBe('2026-11-20T19:00:00.200Z');
  await time.pass(60_000);
  expect(clock.now()).toBe('2026-11-20T19:01:00.200Z');
});

test('Setting the machine’s clock changes nothing while the till runs', async () => {
  const time = manualClock();
  const clock = serverClock(time.port);
  clock.heard('2026-11-20T19:00:00Z', 0);
  time.setWall(0);
  expect(clock.now()).toBe('2026-11-20T19:00:00.000Z');
});

test('After a restart with the line cut, the machine’s clock moves the time only forward', () => {
  const server = Date.parse('2026-11-20T19:00:00Z');
  const back = manualClock(1_000_000);
  const clock = serverClock(back.port);
  clock.remember({ server, wall: 2_000_000 });
  expect(clock.now()).toBe('2026-11-20T19:00:00.000Z');
  const forward = serverClock(manualClock(2_060_000).port);
  forward.remember({ server, wall: 2_000_000 });
  expect(forward.now()).toBe('2026-11-20T19:01:00.000Z');
});

test('What the server says goes before what is remembered, and nonsense before nothing', () => {
  const clock = serverClock(manualClock().port);
  clock.heard('soon', 0);
  expect(clock.now()).toBeNull();
  clock.heard('2026-11-20T19:00:00Z', 0);
  clock.remember({ server: 0, wall: 0 });
  expect(clock.now()).toBe('2026-11-20T19:00:00.000Z');
});
