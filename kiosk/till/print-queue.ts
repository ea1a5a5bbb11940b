import type { PrintDocument } from '../../server/contract/till/prints.ts';
import { engineWords } from '../../server/contract/words/en/till-engine.ts';
import type { PrintJob } from '../ipc-state.ts';
import type { Core } from './core.ts';
import type { Sheet } from './journal/records.ts';

export interface PrintQueue {
  list(): PrintJob[];
  problem(): string | null;
  /** Goes on with what waits, if nothing stands in the way. */
  run(): void;
  /** A person wants this sheet (again); the printer is believed to work. False if it is not in the list. */
  retry(key: string): Promise<boolean>;
  drop(key: string): Promise<boolean>;
  add(documents: PrintDocument[]): Promise<void>;
  stop(): void;
}

/**
 * Prints what the journal says is to be printed, one sheet at a time, in order. That a sheet was begun is written down
 * first: one that was begun when the till died is `unsure`, and a person decides. After a failure the rest waits for a
 * person or for the next sale.
 */
export function makePrintQueue(core: Core): PrintQueue {
  /** Begun since the start; what was begun before it, nobody knows about. */
  let printing: string | null = null;
  const failed = new Map<string, string>();
  let running = false;
  let stopped = false;

  const sheets = () => core.journal.memory().sheets;
  const statusOf = ({ document, started }: Sheet): PrintJob['status'] => {
    if (document.key === printing) return 'printing';
    if (started) return 'unsure';
    return failed.has(document.key) ? 'failed' : 'waiting';
  };

  async function print({ document }: Sheet): Promise<boolean> {
    const { key } = document;
    printing = key;
    try {
      await core.journal.write({ t: 'printing', key });
      core.changed();
      const problem = await core.ports.printer.print(document, core.self.printer).then(
        () => null,
        (error: unknown) => (error instanceof Error && error.message) || engineWords.printer.failed,
      );
      if (stopped) return false;
      if (problem !== null) failed.set(key, problem);
      await core.journal.write({ t: problem === null ? 'printed' : 'reset', key });
      return problem === null;
    } catch {
      // The disk is full: the sheet stays as it is, and nothing more is printed for now.
      return false;
    } finally {
      printing = null;
    }
  }

  async function work(): Promise<void> {
    if (running || stopped) return;
    running = true;
    for (;;) {
      const next = sheets().find((sheet) => statusOf(sheet) === 'waiting');
      if (!next || stopped || !(await print(next))) break;
    }
    running = false;
    core.changed();
  }

  const has = (key: string) => sheets().some((sheet) => sheet.document.key === key) && key !== printing;

  return {
    list: () =>
      sheets().map((sheet) => ({
        key: sheet.document.key,
        what: sheet.document.what,
        title: titleOf(sheet.document),
        status: statusOf(sheet),
        problem: failed.get(sheet.document.key) ?? null,
      })),
    problem: () => [...failed.values()].at(-1) ?? null,
    run: () => void work(),
    async retry(key) {
      if (!has(key)) return false;
      await core.journal.write({ t: 'reset', key });
      failed.delete(key);
      void work();
      return true;
    },
    async drop(key) {
      if (!has(key)) return false;
      await core.journal.write({ t: 'printed', key });
      failed.delete(key);
      void work();
      return true;
    },
    async add(documents) {
      await core.journal.write({ t: 'sheets', documents });
      void work();
    },
    stop() {
      stopped = true;
    },
  };
}

function titleOf({ lines, key }: PrintDocument): string {
  const line = lines.find((each) => each.kind === 'large') ?? lines.find((each) => each.kind === 'title');
  return line && 'text' in line ? line.text : key;
}
