import { startPostgres } from '../../server/embedded/postgres.ts';

// A stand-in for `npm start` that a test can kill: starts PostgreSQL on the folder it is given and says where it is.
const { url, ended } = await startPostgres({ dataDir: process.argv[2] ?? '' });
process.send?.(url);
await ended;
