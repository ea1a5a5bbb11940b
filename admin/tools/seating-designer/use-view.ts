import { type RefObject, useCallback, useEffect, useMemo, useRef, useState } from 'react';
import type { Point } from '../../../server/contract/plan-editing/draft.ts';

/** Pixels a seat pitch may have. */
const SMALLEST = 8;
const LARGEST = 64;

/** The rectangle of the board to show, in pitches. */
export interface Extent {
  left: number;
  top: number;
  right: number;
  bottom: number;
}

export interface View {
  /** Pixels per pitch, for showing. */
  pitch: number;
  /** The place on the board under a point of the window. */
  placeAt(client: { clientX: number; clientY: number }): Point;
  panBy(x: number, y: number): void;
  zoomBy(factor: number, about?: { clientX: number; clientY: number }): void;
  fit(extent: Extent): void;
}

/**
 * Where on the endless board one looks, and how closely. Written straight to the sheet's style: panning and zooming
 * render nothing.
 */
export function useView(frame: RefObject<HTMLElement>, sheet: RefObject<HTMLElement>): View {
  const at = useRef({ x: 0, y: 0, pitch: 28 });
  const [pitch, setPitch] = useState(28);

  const write = useCallback(() => {
    const { x, y, pitch: now } = at.current;
    sheet.current?.style.setProperty('translate', `${x}px ${y}px`);
    sheet.current?.style.setProperty('--pitch', `${now}px`);
    setPitch(now);
  }, [sheet]);

  const view = useMemo(() => {
    const box = () => frame.current?.getBoundingClientRect() ?? new DOMRect();
    const zoomBy = (factor: number, about?: { clientX: number; clientY: number }) => {
      const { x, y, pitch: before } = at.current;
      const { left, top, width, height } = box();
      const [px, py] = about ? [about.clientX - left, about.clientY - top] : [width / 2, height / 2];
      const after = Math.min(LARGEST, Math.max(SMALLEST, before * factor));
      at.current = { x: px - ((px - x) / before) * after, y: py - ((py - y) / before) * after, pitch: after };
      write();
    };
    return {
      placeAt({ clientX, clientY }: { clientX: number; clientY: number }): Point {
        const { left, top } = box();
        const { x, y, pitch: now } = at.current;
        return { x: (clientX - left - x) / now, y: (clientY - top - y) / now };
      },
      panBy(x: number, y: number) {
        at.current = { ...at.current, x: at.current.x + x, y: at.current.y + y };
        write();
      },
      zoomBy,
      fit({ left, top, right, bottom }: Extent) {
        const { width, height } = box();
        const now = Math.min(34, Math.max(SMALLEST, Math.min(width / (right - left), height / (bottom - top))));
        at.current = {
          x: width / 2 - ((left + right) / 2) * now,
          y: height / 2 - ((top + bottom) / 2) * now,
          pitch: now,
        };
        write();
      },
    };
  }, [frame, write]);

  useEffect(() => {
    const box = frame.current;
    if (!box) return;
    const wheel = (event: WheelEvent) => {
      event.preventDefault();
      if (event.ctrlKey || event.metaKey) view.zoomBy(Math.exp(-event.deltaY / 200), event);
      else if (event.shiftKey) view.panBy(-event.deltaY - event.deltaX, 0);
      else view.panBy(-event.deltaX, -event.deltaY);
    };
    box.addEventListener('wheel', wheel, { passive: false });
    return () => box.removeEventListener('wheel', wheel);
  }, [frame, view]);

  return { pitch, ...view };
}
