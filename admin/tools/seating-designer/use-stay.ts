import { useEffect } from 'react';
import { designerWords as words } from '../../../server/contract/words/en/office-designer.ts';

/** While there is something unsaved, asks before the page goes: by the browser, or by a link of the office around us. */
export function useStay(unsaved: boolean): void {
  useEffect(() => {
    if (!unsaved) return;
    const listeners = new AbortController();
    const { signal } = listeners;
    window.addEventListener('beforeunload', (event) => event.preventDefault(), { signal });
    const ask = (event: MouseEvent) => {
      const link = event.target instanceof Element ? event.target.closest('a[href]') : null;
      if (!link || link.hasAttribute('download') || window.confirm(words.leave)) return;
      event.preventDefault();
      event.stopPropagation();
    };
    document.addEventListener('click', ask, { signal, capture: true });
    return () => listeners.abort();
  }, [unsaved]);
}
