/** Of the embedded PostgreSQL: for one process on one small machine. */
export const SETTINGS = [
  'listen_addresses=127.0.0.1',
  'unix_socket_directories=',
  'timezone=UTC',
  'log_timezone=UTC',
  'shared_buffers=128MB',
  'max_connections=100',
  // Files of the log are kept for the next rush: to make one stops every sale for some 30 ms.
  'min_wal_size=1GB',
  'max_wal_size=2GB',
];
/** What tests add: their data may die with them. */
export const FAST_NOT_SAFE = ['fsync=off', 'synchronous_commit=off', 'full_page_writes=off'];

/** A clean environment: the locale and the PG… variables of whoever starts us must change nothing. */
export const ENVIRONMENT = { LC_ALL: 'C', TZ: 'UTC', PATH: '/usr/local/bin:/usr/bin:/bin' };
