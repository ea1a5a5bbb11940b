import { expect, test } from 'vitest';
import { importsOf, type SourceFile, sourceFiles } from './source-files.ts';

/**
 * Who may import whom. A file belongs to the first room that its path begins with; it may import its own room, what
 * is listed, and packages (all of them, unless the room names its own). `type:` means types only.
 */
interface Room {
  at: string;
  may: string[];
  packages?: string[];
}

const ground = ['server/contract', 'server/db.ts'];
const door = [...ground, 'server/domain', 'server/deps.ts', 'server/http'];

/** All that the till's screens know of what is behind them. */
const port = ['kiosk/ipc-contract.ts', 'kiosk/ipc-state.ts'];

const rooms: Room[] = [
  { at: 'server/contract', may: [], packages: ['zod'] },
  {
    at: 'server/domain',
    may: [
      ...ground,
      'type:server/gateways',
      'server/gateways/payments.ts',
      'server/gateways/telegram.ts',
      'server/jobs/enqueue.ts',
      'server/realtime/announce.ts',
    ],
  },
  { at: 'server/gateways', may: ['server/contract'] },
  { at: 'server/api', may: [...door, 'server/auth'] },
  { at: 'server/auth', may: door },
  { at: 'server/realtime', may: door },
  { at: 'server/jobs', may: door },
  { at: 'server/metrics', may: door },
  { at: 'server/bot', may: [...door, 'server/gateways/telegram.ts'] },
  { at: 'server/http', may: [...ground, 'server/deps.ts', 'server/embedded/migrate.ts'] },
  { at: 'server/embedded', may: ['server', 'prisma/seed'] },
  { at: 'server', may: ['server', 'storefront/index.ts', 'admin/index.ts'] },
  { at: 'storefront/ui', may: ['server/contract'], packages: ['react'] },
  { at: 'storefront/views', may: ['server/contract', 'storefront/ui'], packages: ['react'] },
  {
    at: 'storefront/browser',
    may: ['server/contract', 'storefront/ui', 'storefront/views'],
    packages: ['react', 'react-dom', 'socket.io-client', 'jsqr'],
  },
  { at: 'storefront/styles', may: [], packages: [] },
  { at: 'storefront', may: [...door, 'server/auth', 'storefront'] },
  {
    at: 'admin/tools',
    may: ['admin/components/office-state.ts', 'server/contract', 'storefront/ui'],
    packages: [
      'react',
      'react-dom',
      'react-router-dom',
      'socket.io-client',
      '@adminjs/design-system',
      'adminjs',
      'recharts',
    ],
  },
  {
    at: 'admin/components',
    may: ['server/contract', 'storefront/ui', 'admin/tools/client.ts'],
    packages: ['react', 'react-router-dom', '@adminjs/design-system', 'adminjs'],
  },
  {
    at: 'admin',
    may: [...door, 'server/auth', 'storefront/routes/assets.ts', 'storefront/routes/theme.ts'],
  },
  { at: 'kiosk/ipc-contract.ts', may: ['server/contract', 'kiosk/ipc-state.ts'], packages: ['zod'] },
  { at: 'kiosk/ipc-state.ts', may: ['server/contract'], packages: ['zod'] },
  { at: 'kiosk/till', may: ['server/contract', ...port], packages: ['zod'] },
  { at: 'kiosk/preload', may: ['server/contract', ...port], packages: ['electron', 'zod'] },
  {
    at: 'kiosk/renderer',
    may: ['server/contract', ...port, 'storefront/ui', 'kiosk/web'],
    packages: ['react', 'react-dom', 'zod'],
  },
  {
    at: 'kiosk/web',
    may: ['server/contract', ...port, 'kiosk/live-line.ts', 'kiosk/till'],
    packages: ['qrcode', 'socket.io-client', 'zod'],
  },
  {
    at: 'kiosk/main',
    may: ['server/contract', ...port, 'kiosk/live-line.ts', 'kiosk/till'],
    packages: [
      'electron',
      'electron-updater',
      'zod',
      'socket.io-client',
      'qrcode',
      '@point-of-sale/receipt-printer-encoder',
    ],
  },
  { at: 'kiosk', may: ['server/contract', 'kiosk', 'package.json'] },
  { at: 'prisma/seed', may: [...ground, 'server/domain'] },
];

const outside = ['tests', 'vite.config.ts', 'vitest.config.ts', 'prisma.config.ts'];

function breaches({ path, imports }: Pick<SourceFile, 'path' | 'imports'>): string[] {
  if (outside.some((place) => within(path, place))) return [];
  const room = rooms.find(({ at }) => within(path, at));
  if (!room) return [`${path} stands in no room`];
  return imports
    .filter(({ target, local, typeOnly }) => {
      if (!local) return room.packages !== undefined && !room.packages.includes(target) && !target.startsWith('node:');
      if (within(target, room.at)) return false;
      return !room.may.some((place) =>
        place.startsWith('type:') ? typeOnly && within(target, place.slice(5)) : within(target, place),
      );
    })
    .map(({ target }) => `${path} imports ${target}`);
}

function within(path: string, place: string): boolean {
  return path === place || path.startsWith(`${place}/`);
}

test('Every file imports only what its room may', () => {
  expect(sourceFiles().flatMap(breaches)).toEqual([]);
});

test('Nothing imports the tests', () => {
  const wrong = sourceFiles().filter(({ path }) => !path.startsWith('tests/'));
  expect(
    wrong.flatMap(({ path, imports }) =>
      imports.filter((one) => within(one.target, 'tests')).map((one) => `${path} imports ${one.target}`),
    ),
  ).toEqual([]);
});

test('The rule sees a breach where there is one', () => {
  const file = (path: string, text: string) => ({ path, imports: importsOf(path, text) });
  expect(breaches(file('server/domain/x.ts', "import { y } from '../api/y.ts';"))).toHaveLength(1);
  expect(breaches(file('server/domain/x.ts', "import { z } from '../gateways/mail.ts';"))).toHaveLength(1);
  expect(breaches(file('server/domain/x.ts', "import type { z } from '../gateways/mail.ts';"))).toEqual([]);
  expect(breaches(file('server/contract/x.ts', "import pg from 'pg';"))).toHaveLength(1);
  expect(breaches(file('storefront/ui/x.tsx', "const x = await import('../../server/db.ts');"))).toHaveLength(1);
  expect(
    breaches(file('storefront/views/x.tsx', "import {\n  a,\n  b,\n} from '../../server/domain/house.ts';")),
  ).toHaveLength(1);
  expect(breaches(file('elsewhere/x.ts', ''))).toHaveLength(1);
});
