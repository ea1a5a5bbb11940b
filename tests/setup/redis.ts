import { type ChildProcess, spawn, spawnSync } from 'node:child_process';
import { once } from 'node:events';
import { Redis } from 'ioredis';
import { freePort } from './free-port.ts';
import { wantPackage } from './system-package.ts';

export interface TestRedis {
  url: string;
  /** Killed, as by a power cut. */
  kill(): Promise<void>;
  /** The same address, nothing remembered. */
  start(): Promise<void>;
}

/** Whether there is a redis-server to test with; where the system's packages can be installed, one is. Says if not. */
export function redisIsHere(say: (line: string) => void): boolean {
  wantPackage('redis-server', 'redis-server --version');
  if (spawnSync('redis-server', ['--version']).status === 0) return true;
  say('There is no redis-server here: what needs one is not tested.');
  return false;
}

/** A redis-server of the test's own on a free port. */
export async function testRedis(): Promise<TestRedis> {
  const port = await freePort();
  let child: ChildProcess | null = null;
  const redis: TestRedis = {
    url: `redis://127.0.0.1:${port}/0`,
    async start() {
      child = spawn('redis-server', ['--port', String(port), '--bind', '127.0.0.1', '--save', '', '--dir', '/tmp'], {
        stdio: 'ignore',
      });
      await Promise.race([answers(redis.url), once(child, 'error').then(([fault]) => Promise.reject(fault))]);
    },
    async kill() {
      if (!child || child.exitCode !== null || child.signalCode !== null) return;
      child.kill('SIGKILL');
      await once(child, 'exit');
    },
  };
  await redis.start();
  return redis;
}

async function answers(url: string): Promise<void> {
  const client = new Redis(url, { retryStrategy: () => 50, maxRetriesPerRequest: null });
  client.on('error', () => {});
  await client.ping();
  client.disconnect();
}
