import { execFileSync, fork } from 'node:child_process';
import { existsSync } from 'node:fs';
import { join, sep } from 'node:path';

/** Express's "hello", in a process of its own. */
export interface Hello {
  port: number;
  /** Of the Node that runs it: `v20.20.2`. */
  version: string;
  close(): void;
}

/** `node` is the path of one. */
export function startHello(node: string): Promise<Hello> {
  const version = execFileSync(node, ['--version'], { encoding: 'utf8' }).trim();
  const hello = fork(join(import.meta.dirname, 'hello.mjs'), { execPath: node, execArgv: [] });
  return new Promise((resolve, reject) => {
    hello.once('message', (port) => resolve({ port: Number(port), version, close: () => hello.kill() }));
    hello.once('exit', () => reject(new Error(`the anchor did not start on Node ${version}`)));
  });
}

/** The Node that this machine has without us: what a stock Express would run on. */
export function machineNode(): string {
  const folders = (process.env.PATH ?? '').split(':').filter((folder) => !folder.includes(`${sep}node_modules`));
  return folders.map((folder) => join(folder, 'node')).find((file) => existsSync(file)) ?? process.execPath;
}
