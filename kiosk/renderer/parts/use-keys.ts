import { useEffect, useRef } from 'react';

export type Keys = Record<string, (() => void) | undefined>;

/** Screens that listen to the keyboard, the newest on top: a dialog's keys are not those of the screen under it. */
const listening: { current: Keys }[] = [];

function onKey(event: KeyboardEvent): void {
  if (event.ctrlKey || event.metaKey || event.altKey || event.defaultPrevented) return;
  if (event.target instanceof HTMLElement && event.target.closest('input, textarea, select')) return;
  const act = listening.at(-1)?.current[event.key];
  if (!act) return;
  event.preventDefault();
  act();
}

/** Keys by name (`KeyboardEvent.key`) while the component stands. Fields keep what is typed into them. */
export function useKeys(keys: Keys): void {
  const latest = useRef(keys);
  latest.current = keys;
  useEffect(() => {
    if (listening.length === 0) addEventListener('keydown', onKey);
    listening.push(latest);
    return () => {
      listening.splice(listening.indexOf(latest), 1);
      if (listening.length === 0) removeEventListener('keydown', onKey);
    };
  }, []);
}
