import { z } from 'zod';
import type { PrintDocument } from '../../../server/contract/till/prints.ts';
import type { SaleAtHand } from '../../ipc-state.ts';
import type { JournalRecord, Memory } from './records.ts';

const places = z.object({ screening: z.int(), tickets: z.array(z.object({ seat: z.int() })) });

export const emptyMemory: Memory = {
  acts: [],
  sales: [],
  lease: null,
  syncing: null,
  used: [],
  cut: [],
  seq: 0,
  sheets: [],
};

/** What is known after one more line. The same lines always give the same memory; a line said twice says it once. */
export function fold(memory: Memory, record: JournalRecord): Memory {
  switch (record.t) {
    case 'memory':
      return record.memory;
    case 'act': {
      if (memory.acts.some((act) => act.uuid === record.act.uuid)) return memory;
      const after = { ...memory, acts: [...memory.acts, record.act] };
      return record.sale ? withSale(after, record.sale) : after;
    }
    case 'aside':
      return { ...memory, acts: memory.acts.map((a) => (a.uuid === record.uuid ? { ...a, aside: true } : a)) };
    case 'abandon':
      return { ...memory, acts: memory.acts.map((a) => (a.uuid === record.uuid ? { ...a, abandoned: true } : a)) };
    case 'end': {
      const ended = memory.acts.find((act) => act.uuid === record.uuid);
      const used = ended?.kind === 'exchange' ? seatsWished(ended.body) : [];
      const acts = memory.acts.filter((act) => act.uuid !== record.uuid);
      const after = { ...memory, acts, used: [...new Set([...memory.used, ...used])] };
      return withSheets(record.sale ? withSale(after, record.sale) : after, record.documents);
    }
    case 'sale':
      return withSheets(withSale(memory, record.sale), record.documents);
    case 'cleared':
      return { ...memory, sales: memory.sales.filter((sale) => sale.uuid !== record.uuid) };
    case 'syncing':
      // What was sold before the server was asked, it knows; what is sold from now on may be missing in its answer.
      return { ...memory, syncing: record.uuid, used: [] };
    case 'leased': {
      const sameEpoch =
        memory.lease?.instance === record.instance && memory.lease.allotted.epoch === record.allotted.epoch;
      const lease = { instance: record.instance, allotted: record.allotted, stale: false };
      return { ...memory, lease, syncing: null, seq: sameEpoch ? memory.seq : 0 };
    }
    case 'stale':
      return { ...memory, syncing: null, lease: memory.lease && { ...memory.lease, stale: true } };
    case 'enrolled':
      return { ...memory, lease: null, syncing: null };
    case 'cut': {
      if (memory.cut.some(({ entry }) => entry.uuid === record.cut.entry.uuid)) return memory;
      const after = { ...memory, cut: [...memory.cut, record.cut], seq: record.cut.entry.seq };
      return withSheets(withSale(after, record.sale), record.documents);
    }
    case 'verdicts': {
      const verdicts = new Map(record.results.map((result) => [result.uuid, result]));
      const told = memory.cut.map((one) => {
        const verdict = verdicts.get(one.entry.uuid);
        return verdict ? { ...one, outcome: verdict.outcome, reason: verdict.reason } : one;
      });
      // Accepted ones are the server's now; their seats stay used until the next lease.
      const used = told.filter((one) => one.outcome === 'accepted').flatMap(({ entry }) => seatsOf(entry));
      return {
        ...memory,
        cut: told.filter((one) => one.outcome !== 'accepted'),
        used: [...new Set([...memory.used, ...used])],
      };
    }
    case 'seen':
      return {
        ...memory,
        cut: memory.cut.filter((one) => one.entry.uuid !== record.uuid || one.outcome !== 'rejected'),
        used: [
          ...memory.used,
          ...memory.cut.filter((one) => one.entry.uuid === record.uuid).flatMap(({ entry }) => seatsOf(entry)),
        ],
      };
    case 'sheets':
      return withSheets(memory, record.documents);
    case 'printing':
      return mark(memory, record.key, true);
    case 'reset':
      return mark(memory, record.key, false);
    case 'printed':
      return { ...memory, sheets: memory.sheets.filter((sheet) => sheet.document.key !== record.key) };
  }
}

function seatsOf(sale: { screening: number; lines: { seat: number }[] }): string[] {
  return sale.lines.map((line) => `${sale.screening}:${line.seat}`);
}

/** Where an exchange puts people, whether it came to pass or not. */
export function seatsWished(body: unknown): string[] {
  const wish = places.safeParse(body).data;
  return wish ? seatsOf({ screening: wish.screening, lines: wish.tickets }) : [];
}

function withSale(memory: Memory, sale: SaleAtHand): Memory {
  const known = memory.sales.some((each) => each.uuid === sale.uuid);
  const sales = known ? memory.sales.map((each) => (each.uuid === sale.uuid ? sale : each)) : [...memory.sales, sale];
  const used = sale.phase === 'paid' ? [...new Set([...memory.used, ...seatsOf(sale)])] : memory.used;
  return { ...memory, sales, used };
}

function withSheets(memory: Memory, documents: PrintDocument[]): Memory {
  const keys = new Set(memory.sheets.map((sheet) => sheet.document.key));
  const fresh = documents.filter((document) => !keys.has(document.key));
  return { ...memory, sheets: [...memory.sheets, ...fresh.map((document) => ({ document, started: false }))] };
}

function mark(memory: Memory, key: string, started: boolean): Memory {
  return {
    ...memory,
    sheets: memory.sheets.map((sheet) => (sheet.document.key === key ? { ...sheet, started } : sheet)),
  };
}
