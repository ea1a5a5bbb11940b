/** Of the embedded PostgreSQL: for one process on one small machine. */
export const SETTINGS = [
  'listen_addresses=127.0.0.1',
  'unix_socket_directories=',
  'timezone=UTC',
  'log_timezone=UTC',
  'shared_buffers=128MB',
  'max_connections=100',
];
/** What tests add: their data may die with them. */
export const FAST_NOT_SAFE = ['fsync=off', 'synchronous_commit=off', 'full_page_writes=off'];

/** A clean environment: the locale and the PG… variables of whoever starts us must change nothing. */
export const ENVIRONMENT = { LC_ALL: 'C', TZ: 'UTC', PATH: '/usr/local/bin:/usr/bin:/bin' };
