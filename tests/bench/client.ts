import { type ChildProcess, fork } from 'node:child_process';
import { join } from 'node:path';
import type { Drives } from './clients/main.ts';

/** A process of its own that makes load. It takes one job at a time. */
export interface Client {
  drive<Name extends keyof Drives>(
    name: Name,
    input: Parameters<Drives[Name]>[0],
  ): Promise<Driven<Awaited<ReturnType<Drives[Name]>>>>;
  close(): void;
}

export interface Driven<Result> {
  result: Result;
  /** Of one core, while the job was done: what the load itself costs. */
  cpu: number;
}

export function openClient(): Client {
  const child: ChildProcess = fork(join(import.meta.dirname, 'clients/main.ts'), {
    execArgv: [],
    serialization: 'advanced',
  });
  return {
    drive(name, input) {
      return new Promise((resolve, reject) => {
        const died = () => reject(new Error('a process that made load has ended'));
        child.once('exit', died);
        child.once('message', (answer: { driven?: Driven<never>; fault?: string }) => {
          child.off('exit', died);
          if (answer.driven) resolve(answer.driven);
          else reject(new Error(answer.fault));
        });
        child.send({ name, input });
      });
    },
    close: () => child.kill(),
  };
}
