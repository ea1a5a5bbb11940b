import { accounts, demoPassword } from '../../prisma/seed/accounts.ts';
import { demoCodeOf, demoTills } from '../../prisma/seed/tills.ts';
import { type Config, loadConfig, quickLibraries } from '../config.ts';
import { prepare } from './prepare.ts';
import { readyDatabase } from './ready-database.ts';
import { runTask, say } from './task.ts';

// `npm start`: from a bare checkout to an open cinema.
await runTask(async (onStop) => {
  const started = Date.now();
  const config = loadConfig(process.env);
  await prepare(say);
  const database = await readyDatabase(config, say, onStop);
  // Not before `prepare`: the server imports the database client that is made there.
  quickLibraries();
  const { startServer } = await import('../main.ts');
  const server = await startServer(config, database.url);
  onStop(server.stop);
  say(welcome(config, server.url, Date.now() - started));
  return await database.failure;
});

function welcome({ demo, role, dataDir, databaseUrl, smtpUrl, telegram }: Config, url: string, ms: number): string {
  if (role === 'worker') return `\nA worker of Foyer is at work, after ${(ms / 1000).toFixed(1)} s. Ctrl-C ends it.\n`;
  const lines = [
    `Foyer is open, after ${(ms / 1000).toFixed(1)} s.`,
    '',
    `  Shop        ${url}`,
    `  Back-office ${url}/admin`,
    `  Till        ${url}/kiosk/`,
    `  API         ${url}/api/`,
  ];
  if (smtpUrl === null) lines.push(`  Caught mail ${url}/demo/mail/`);
  if (demo && telegram === null && role === 'all') lines.push(`  Phone       ${url}/demo/telegram/`);
  if (databaseUrl === null) lines.push(`  Data        ${dataDir}`);
  if (demo) {
    const pins = accounts.flatMap(({ role, pin }) => (pin ? [`${role} ${pin}`] : []));
    lines.push(
      '',
      `  Demo logins ${accounts.map(({ email }) => email.split('@')[0]).join(', ')} (each @foyer.test)`,
      `  Password    ${demoPassword}`,
      `  Till PINs   ${pins.join(', ')}`,
      `  Till codes  ${demoTills.map(demoCodeOf).join(', ')}`,
    );
  }
  return `\n${[...lines, '', '  Ctrl-C closes it.'].join('\n')}\n`;
}
