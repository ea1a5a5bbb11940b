import type { CardAct } from './readers.ts';

/** Trouble to order, for tests in the same process; nothing on the network reaches it. */
export interface Faults {
  /**
   * The next `count` calls of the API go wrong. `fail`: answers 500 and does nothing. `cut`: the line drops before
   * anything is done. `lose_answer`: the work is done, then the line drops. `{ slowMs }`: answers, but late.
   * The SDK asks again twice by itself: three faults make one failed call.
   */
  nextCalls(count: number, fault: CallFault): void;
  /** Keeps all events back until `releaseWebhooks`. */
  holdWebhooks(): void;
  /** Sends what was held, one after another; resolves when each was tried once. */
  releaseWebhooks(order?: 'as_sent' | 'reversed'): Promise<void>;
  /** From now on, whoever is asked for a card does this by themselves; null: a person does it on the readers' page. */
  readersAct(act: CardAct | null, afterMs?: number): void;
  /** The next event is sent this many times. */
  repeatNextEvent(times: number): void;
  /** Moves the double's clock forward: sessions expire, delayed money arrives, retries fall due. */
  skipAhead(ms: number): void;
}

export type CallFault = 'fail' | 'cut' | 'lose_answer' | { slowMs: number };
