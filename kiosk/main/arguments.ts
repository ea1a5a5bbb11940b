import { z } from 'zod';

/** What the app was started with. Chromium's own `--user-data-dir` says where it keeps its files. */
export interface Arguments {
  /** The server's address; null: the screen asks for it, and it is remembered. */
  server: string | null;
  /** Start in a window whatever was chosen before. */
  windowed: boolean;
}

const address = z.url({ protocol: /^https?$/ });

/** Reads `--server=https://…` and `--windowed`; what cannot be understood is left out. */
export function readArguments(argv: readonly string[]): Arguments {
  const server = address.safeParse(argv.find((each) => each.startsWith('--server='))?.slice('--server='.length));
  return { server: server.success ? server.data.replace(/\/+$/, '') : null, windowed: argv.includes('--windowed') };
}
