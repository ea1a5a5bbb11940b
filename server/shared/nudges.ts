import type { Redis } from 'ioredis';

/** Nudges within this travel in one message. */
const gatherMs = 5;

export interface Nudges {
  /** Says to every other process that seats of this screening changed. Never waits, never fails. */
  tell(screeningId: number): void;
  close(): void;
}

/**
 * "Seats of screening N changed", from process to process. Nothing more: each process reads what was committed, and one
 * that misses a nudge sees the change at its next look at the notices.
 */
export function shareNudges(
  { talk, listen }: { talk: Redis; listen: Redis },
  channel: string,
  heard: (screeningId: number) => void,
): Nudges {
  const waiting = new Set<number>();
  let timer: NodeJS.Timeout | undefined;
  const subscribe = () => void listen.subscribe(channel).catch(() => {});
  listen.on('ready', subscribe);
  listen.on('message', (_channel, text) => {
    for (const id of text.split(',').map(Number)) if (Number.isSafeInteger(id) && id > 0) heard(id);
  });
  return {
    tell(screeningId) {
      waiting.add(screeningId);
      timer ??= setTimeout(() => {
        timer = undefined;
        const ids = [...waiting].join(',');
        waiting.clear();
        talk.publish(channel, ids).catch(() => {});
      }, gatherMs);
    },
    close() {
      clearTimeout(timer);
    },
  };
}
