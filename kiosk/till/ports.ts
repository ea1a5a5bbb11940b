import type { Ask } from '../../server/contract/client.ts';
import type { PrintDocument } from '../../server/contract/till/prints.ts';
import type { PrinterSettings } from '../ipc-state.ts';

/**
 * What the engine needs of the machine it runs on. Electron's main process and a browser's page each have their own;
 * the tests have a third.
 */
export interface Ports {
  /** Throws if there was no answer, for whatever reason: the request may or may not have arrived. */
  fetch: Ask;
  live(address: { server: string; token: string }, on: LiveHandlers): Live;
  clock: {
    /** Milliseconds of the machine's own clock, which may be wrong and may jump. */
    wall(): number;
    /** Milliseconds since some moment; never jumps. */
    monotonic(): number;
    /** Returns the function that calls it off. */
    after(ms: number, act: () => void): () => void;
  };
  journal: JournalStore;
  /** Small secrets, encrypted if the machine can (`warning` says in words if it cannot). Unreadable: null. */
  vault: { read(): Promise<unknown>; write(value: unknown): Promise<void>; warning: string | null };
  /** What may be lost: settings, and what was last seen of the server. */
  cache: { get(key: string): Promise<unknown>; set(key: string, value: unknown): Promise<void> };
  uuid(): string;
  /** Slow on purpose (scrypt, PBKDF2). */
  hashPin(pin: string, salt: string): Promise<string>;
  printer: {
    /** Resolves when the printer has taken the sheet; throws with words for the screen. */
    print(document: PrintDocument, settings: PrinterSettings): Promise<void>;
    list(): Promise<{ name: string; usual: boolean }[]>;
    usual: PrinterSettings;
  };
  shell: Shell;
}

export interface LiveHandlers {
  up(): void;
  /** The connection is gone; the server may be too. It is looked for again by itself. */
  down(): void;
  seats(delta: { session: number; version: number; changes: [number, string][] }): void;
  free(changes: [number, number][]): void;
}
export interface Live {
  watch(screening: number): Promise<{ version: number; states: string } | null>;
  unwatch(screening: number): void;
  close(): void;
}

/** A file of lines that is only ever added to, or replaced whole. Each call resolves once the disk has it. */
export interface JournalStore {
  read(): Promise<string>;
  append(line: string): Promise<void>;
  replace(text: string): Promise<void>;
  /** Keeps the file as it is beside the new one, for a person to look at. */
  keepCopy(): Promise<void>;
}

export interface Shell {
  face: 'electron' | 'browser';
  version: string;
  /** Null: it must be asked for. */
  server: string | null;
  setFullscreen(on: boolean): void;
  fullscreen(): boolean;
  installUpdate(): void;
  /** A newer version is here and waits for a quiet moment. A browser needs no such thing. */
  updateWaiting?(): boolean;
  quit(): void;
}
