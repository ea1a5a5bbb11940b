import { mkdirSync, readdirSync, readFileSync, renameSync, rmSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { newId } from './ids.ts';
import type { AnyRecord, CheckoutRecord } from './record.ts';

export interface Store {
  secrets: { secretKey: string; webhookSecret: string };
  all(): Iterable<AnyRecord>;
  bySession(id: string): CheckoutRecord | undefined;
  byIntent(id: string): AnyRecord | undefined;
  byRefund(id: string): AnyRecord | undefined;
  byKey(idempotencyKey: string): AnyRecord | undefined;
  /** Written whole and renamed into place before this returns. */
  save(record: AnyRecord): void;
}

/** One JSON file per payment below `dir`, all held in memory; a double need not carry more than a demo's worth. */
export function openStore(dir: string): Store {
  const checkouts = join(dir, 'checkouts');
  mkdirSync(checkouts, { recursive: true, mode: 0o700 });

  const sessions = new Map<string, CheckoutRecord>();
  const records = new Map<string, AnyRecord>();
  const intents = new Map<string, AnyRecord>();
  const refunds = new Map<string, AnyRecord>();
  const keys = new Map<string, AnyRecord>();

  for (const name of readdirSync(checkouts)) {
    const path = join(checkouts, name);
    // What a crash left half written was never answered for.
    if (name.endsWith('.json')) index(JSON.parse(readFileSync(path, 'utf8')));
    else rmSync(path);
  }

  return {
    secrets: readSecrets(join(dir, 'secrets.json')),
    all: () => records.values(),
    bySession: (id) => sessions.get(id),
    byIntent: (id) => intents.get(id),
    byRefund: (id) => refunds.get(id),
    byKey: (key) => keys.get(key),
    save(record) {
      writeWhole(join(checkouts, `${nameOf(record)}.json`), record);
      index(record);
    },
  };

  function index(record: AnyRecord): void {
    records.set(nameOf(record), record);
    if (record.session) sessions.set(record.session.id, record);
    if (record.intent) intents.set(record.intent.id, record);
    for (const refund of record.refunds) refunds.set(refund.id, record);
    for (const key of Object.keys(record.answers)) keys.set(key, record);
  }
}

const nameOf = (record: AnyRecord) => (record.session ? record.session.id : record.intent.id);

function readSecrets(path: string): Store['secrets'] {
  try {
    return JSON.parse(readFileSync(path, 'utf8'));
  } catch (error) {
    if (!(error instanceof Error && 'code' in error && error.code === 'ENOENT')) throw error;
  }
  const secrets = { secretKey: newId('sk_test_', 40), webhookSecret: newId('whsec_', 32) };
  writeWhole(path, secrets);
  return secrets;
}

function writeWhole(path: string, content: unknown): void {
  const unfinished = `${path}.part`;
  writeFileSync(unfinished, JSON.stringify(content), { mode: 0o600 });
  renameSync(unfinished, path);
}
