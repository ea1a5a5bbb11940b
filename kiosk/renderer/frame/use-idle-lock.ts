import { useEffect } from 'react';
import { useTill } from '../till-context.tsx';

/** Locks the till when nobody has touched it for as long as the cinema says; never while a sale is at hand. */
export function useIdleLock(): void {
  const { till, state } = useTill();
  const minutes = state.facts?.lockAfterMinutes ?? 0;
  const busy = state.sale !== null;
  useEffect(() => {
    if (busy || minutes <= 0) return;
    let timer = 0;
    const touched = () => {
      clearTimeout(timer);
      timer = window.setTimeout(() => void till.call('lock', {}), minutes * 60_000);
    };
    const touches = ['pointerdown', 'keydown'];
    for (const name of touches) addEventListener(name, touched);
    touched();
    return () => {
      clearTimeout(timer);
      for (const name of touches) removeEventListener(name, touched);
    };
  }, [till, minutes, busy]);
}
