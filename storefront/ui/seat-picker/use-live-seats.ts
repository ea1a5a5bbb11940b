import { useEffect, useRef, useState } from 'react';
import type { SeatDelta } from '../../../server/contract/feed.ts';

interface Snapshot {
  symbols: string;
  version: number;
}

/** What a line to the live feed tells. */
export interface LineEvents {
  up(): void;
  down(): void;
  /** The answer to `watch`. */
  snapshot(snapshot: Snapshot): void;
  delta(delta: SeatDelta): void;
}

/** Opens a line to the live feed of a screening; each face brings its own. */
export type OpenLine = (screeningId: number, told: LineEvents) => { watch(): void; close(): void };

/** A short break of the line is nobody's business. */
const offlineAfterMs = 4_000;

/**
 * The seats as they are at this moment: the page's own snapshot at first, then whatever the feed says. `live` is false
 * once the line has been down for some seconds. Without a line the first snapshot stays.
 */
export function useLiveSeats(
  screeningId: number,
  first: Snapshot,
  openLine?: OpenLine,
): { symbols: string; live: boolean } {
  const [symbols, setSymbols] = useState(first.symbols);
  const [live, setLive] = useState(true);
  const known = useRef<Snapshot>(first);

  useEffect(() => {
    if (!openLine) return;
    let silence = 0;
    const show = (snapshot: Snapshot) => {
      known.current = snapshot;
      setSymbols(snapshot.symbols);
    };
    const line = openLine(screeningId, {
      up() {
        clearTimeout(silence);
        silence = 0;
        setLive(true);
        line.watch();
      },
      down() {
        silence ||= window.setTimeout(() => setLive(false), offlineAfterMs);
      },
      snapshot: show,
      delta(delta) {
        if (delta.session !== screeningId || delta.version <= known.current.version) return;
        // A gap: something was missed, so look anew.
        if (delta.version > known.current.version + 1) line.watch();
        else show(applied(known.current, delta));
      },
    });
    return () => {
      clearTimeout(silence);
      line.close();
    };
  }, [screeningId, openLine]);

  return { symbols, live };
}

function applied({ symbols }: Snapshot, { version, changes }: SeatDelta): Snapshot {
  const next = [...symbols];
  for (const [index, symbol] of changes) next[index] = symbol;
  return { symbols: next.join(''), version };
}
