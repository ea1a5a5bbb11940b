import type { RefObject } from 'react';
import { useZoom } from './use-zoom.ts';
import type { SeatMapWords } from './words.ts';

interface ZoomBarProps {
  /** The window onto the map, and the map that scrolls in it. */
  view: RefObject<HTMLElement>;
  sheet: RefObject<HTMLElement>;
  columns: number;
  words: SeatMapWords;
}

/** The buttons under a map. They know how near it is; no seat is drawn again for that. */
export function ZoomBar({ view, sheet, columns, words }: ZoomBarProps) {
  const zoom = useZoom(view, sheet, columns);
  return (
    <div className="seat-map-zoom" data-possible={zoom.possible}>
      <button type="button" disabled={!zoom.close} onClick={() => zoom.zoomTo('fit')}>
        {words.zoomFit}
      </button>
      <button type="button" aria-label={words.zoomOut} disabled={!zoom.close} onClick={() => zoom.zoomTo('out')}>
        −
      </button>
      <button type="button" aria-label={words.zoomIn} onClick={() => zoom.zoomTo('in')}>
        +
      </button>
    </div>
  );
}
