import { afterAll, beforeAll, expect, onTestFinished, test, vi } from 'vitest';
import { aScreening, type TestHouse, testHouse } from '../setup/house.ts';
import { type TestServer, testServer } from '../setup/server.ts';
import { customer } from './customer.ts';

let home: TestHouse;
let server: TestServer;
beforeAll(async () => {
  home = await testHouse();
  server = await testServer(home.url);
});
afterAll(async () => {
  await server.stop();
  await home.drop();
});

test('A new cookie for every hold does not take a whole house off sale: holds are counted per address too', async () => {
  const screening = await aScreening(home.house);
  const answers: number[] = [];
  // However slow the machine is, it all happens within one moment.
  const clock = vi.spyOn(Date, 'now').mockReturnValue(Date.now());
  onTestFinished(() => clock.mockRestore());
  for (let i = 0; i < 65; i++) {
    answers.push((await customer(server.url).post(`/sessions/${screening.id}/hold`, [['seat', '999999']])).status);
  }
  expect(answers.slice(0, 60)).toEqual(Array(60).fill(422));
  expect(answers.slice(60)).toEqual(Array(5).fill(429));
});
