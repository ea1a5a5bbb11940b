import { type RefObject, useEffect, useState } from 'react';

/** A seat at this pitch is a target for any finger, CSS pixels. */
const touchPitch = 46;

interface Zoom {
  /** Whether there is anything to zoom: small halls on wide screens fit at full size. */
  possible: boolean;
  close: boolean;
  zoomTo(level: 'in' | 'out' | 'fit'): void;
}

/**
 * Zooming for a map that scrolls: pinch, ctrl-wheel, buttons, and a tap on a seat too small to hit. Panning is the
 * browser's own scrolling. The factor is written to `--zoom` on the plan, so nothing is rendered again for it.
 */
export function useZoom(view: RefObject<HTMLElement>, plan: RefObject<HTMLElement>, columns: number): Zoom {
  const [limit, setLimit] = useState(1);
  const [factor, setFactor] = useState(1);

  useEffect(() => {
    const box = view.current;
    const sheet = plan.current;
    if (!box || !sheet) return;
    const measure = () => {
      const pitch = box.clientWidth / columns;
      setLimit(Math.max(1, touchPitch / pitch));
    };
    const watch = new ResizeObserver(measure);
    watch.observe(box);
    const quiet = attachGestures(box, sheet, columns, setFactor);
    return () => {
      watch.disconnect();
      quiet();
    };
  }, [view, plan, columns]);

  return {
    possible: limit > 1.15,
    close: factor > 1.05,
    zoomTo: (level) => {
      const box = view.current;
      const sheet = plan.current;
      if (!box || !sheet) return;
      const { left, top, width, height } = box.getBoundingClientRect();
      const next = level === 'fit' ? 1 : level === 'in' ? Math.max(factor * 1.6, limit * 0.999) : factor / 1.6;
      setFactor(zoomAround(box, sheet, columns, next, left + width / 2, top + height / 2));
    },
  };
}

const factorOf = (sheet: HTMLElement): number => Number(sheet.style.getPropertyValue('--zoom')) || 1;

/** Zooms about a point of the window, which stays where it is; returns the factor reached. */
function zoomAround(
  box: HTMLElement,
  sheet: HTMLElement,
  columns: number,
  wanted: number,
  x: number,
  y: number,
): number {
  const limit = Math.max(1, (touchPitch / (box.clientWidth / columns)) * 1.5);
  const factor = Math.min(limit, Math.max(1, wanted));
  const before = sheet.getBoundingClientRect();
  // The window onto the map keeps its height: only what is in it grows.
  if (factor > 1) box.style.height ||= `${Math.max(box.offsetHeight, Math.min(innerHeight * 0.6, 440))}px`;
  else box.style.height = '';
  box.toggleAttribute('data-near', factor > 1);
  sheet.style.setProperty('--zoom', factor.toFixed(3));
  const after = sheet.getBoundingClientRect();
  box.scrollLeft += after.left + ((x - before.left) / before.width) * after.width - x;
  box.scrollTop += after.top + ((y - before.top) / before.height) * after.height - y;
  return factor;
}

function attachGestures(box: HTMLElement, sheet: HTMLElement, columns: number, told: (factor: number) => void) {
  let pinch: { distance: number; factor: number } | null = null;
  let frame = 0;
  const zoom = (factor: number, x: number, y: number) => {
    cancelAnimationFrame(frame);
    frame = requestAnimationFrame(() => told(zoomAround(box, sheet, columns, factor, x, y)));
  };
  const spread = (touches: TouchList) => {
    const [a, b] = [touches[0], touches[1]];
    if (!a || !b) return null;
    return {
      distance: Math.hypot(a.clientX - b.clientX, a.clientY - b.clientY),
      x: (a.clientX + b.clientX) / 2,
      y: (a.clientY + b.clientY) / 2,
    };
  };
  const listeners = new AbortController();
  const on = { signal: listeners.signal, passive: false };
  box.addEventListener(
    'touchstart',
    (event) => {
      const now = spread(event.touches);
      pinch = now && { distance: now.distance, factor: factorOf(sheet) };
    },
    on,
  );
  box.addEventListener(
    'touchmove',
    (event) => {
      const now = spread(event.touches);
      if (!pinch || !now) return;
      event.preventDefault();
      zoom((pinch.factor * now.distance) / pinch.distance, now.x, now.y);
    },
    on,
  );
  box.addEventListener(
    'wheel',
    (event) => {
      if (!event.ctrlKey) return;
      event.preventDefault();
      zoom(factorOf(sheet) * Math.exp(-event.deltaY / 120), event.clientX, event.clientY);
    },
    on,
  );
  // A finger cannot tell seats apart below 30 px: the first tap brings them near, the next one chooses. One that began
  // before the map was live has chosen already.
  const since = performance.now();
  box.addEventListener(
    'click',
    (event) => {
      if (event.timeStamp < since) return;
      const pitch = sheet.getBoundingClientRect().width / columns;
      if (!(event instanceof PointerEvent) || event.pointerType !== 'touch' || pitch >= 30) return;
      event.preventDefault();
      event.stopPropagation();
      zoom(touchPitch / (pitch / factorOf(sheet)), event.clientX, event.clientY);
    },
    { ...on, capture: true },
  );
  return () => {
    cancelAnimationFrame(frame);
    listeners.abort();
  };
}
