import { createInterface, type Interface } from 'node:readline/promises';
import { Writable } from 'node:stream';
import { loadConfig } from '../config.ts';
import { isRefusal } from '../contract/refusals.ts';
import { refusalWords } from '../contract/words/en/refusals.ts';
import { CannotStart } from './cannot-start.ts';
import { migrate } from './migrate.ts';
import { startPostgres } from './postgres.ts';
import { prepare } from './prepare.ts';
import { runTask, say } from './task.ts';

// `npm run create-admin [-- e-mail]`: the first administrator. The password is asked for unseen, or read as the next
// line of what is piped in; it is no argument, because arguments are for everybody to see.
await runTask(async (onStop) => {
  const config = loadConfig(process.env);
  const given = await ask(process.argv[2]);
  await prepare(say);
  const url = config.databaseUrl ?? (await ownDatabase(config.dataDir, onStop));
  await migrate(url, { say });
  // Not before `prepare`: both want the database client that is made there.
  const [{ openDb }, { createAdministrator }, { system }] = await Promise.all([
    import('../db.ts'),
    import('../domain/accounts/create-administrator.ts'),
    import('../domain/actor.ts'),
  ]);
  const db = openDb(url);
  onStop(() => db.close());
  const made = await createAdministrator({ db }, system, given);
  if (isRefusal(made)) throw new CannotStart(refusalWords[made.refused](made.details));
  say(`${given.email} is an administrator now and signs in at ${config.publicUrl}/staff/sign-in`);
  return 0;
});

async function ask(argument: string | undefined): Promise<{ email: string; name: string; password: string }> {
  const muted = { on: false };
  const output = new Writable({
    write(chunk, _encoding, done) {
      if (!muted.on) process.stdout.write(chunk);
      done();
    },
  });
  const terminal = process.stdin.isTTY === true;
  const lines = createInterface({ input: process.stdin, output, terminal });
  const next = terminal ? (question: string) => lines.question(question) : piped(lines);
  try {
    const email = argument ?? (await next('E-mail: ')).trim();
    if (!/^[^\s@]+@[^\s@]+\.[^\s@]+$/.test(email)) throw new CannotStart('That is no e-mail address.');
    const answer = next('Password: ');
    muted.on = true;
    const password = await answer;
    muted.on = false;
    if (terminal) say('');
    return { email, name: email.split('@')[0] ?? '', password };
  } finally {
    lines.close();
  }
}

/** Lines that are piped in come as they like, asked for or not. */
function piped(lines: Interface): () => Promise<string> {
  const each = lines[Symbol.asyncIterator]();
  return async () => {
    const { done, value } = await each.next();
    if (done) throw new CannotStart('Give the e-mail address and the password, one a line.');
    return value;
  };
}

async function ownDatabase(dataDir: string, onStop: (close: () => Promise<void>) => void): Promise<string> {
  const postgres = await startPostgres({ dataDir, say });
  onStop(postgres.stop);
  return postgres.url;
}
