import { useEffect, useRef } from 'react';

export interface Scan {
  code: string;
  /** Tells a second reading of the same code from the first. */
  at: number;
}

/** A hand scanner types faster than any hand, and ends with Enter. */
const betweenMs = 80;
const shortest = 8;

/** What a hand scanner reads while no field and no dialog has the keyboard. */
export function useScanner(onScan: (code: string) => void): void {
  const latest = useRef(onScan);
  latest.current = onScan;
  useEffect(() => {
    let read = '';
    let last = 0;
    const onKey = (event: KeyboardEvent) => {
      if (event.ctrlKey || event.metaKey || event.altKey) return;
      if (event.target instanceof HTMLElement && event.target.closest('input, textarea, select, dialog')) return;
      if (event.timeStamp - last > betweenMs) read = '';
      last = event.timeStamp;
      if (event.key.length === 1) read += event.key;
      if (event.key !== 'Enter' || read.length < shortest) return;
      // The scanner's Enter is the end of the code, not a tap on the button that was touched last.
      event.preventDefault();
      event.stopPropagation();
      latest.current(read);
      read = '';
    };
    addEventListener('keydown', onKey, true);
    return () => removeEventListener('keydown', onKey, true);
  }, []);
}
