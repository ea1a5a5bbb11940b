import { useEffect } from 'react';
import { resourceWords } from '../../server/contract/words/en/office-resources.ts';

const names: Record<string, string> = resourceWords.pagination;

/**
 * AdminJS's buttons for turning pages and for closing the filter, and the boxes that choose rows, show a sign and say
 * nothing: whoever hears the page gets their names.
 */
export function useButtonNames(): void {
  useEffect(() => {
    const name = () => {
      for (const button of document.querySelectorAll<HTMLElement>('.adminjs_PaginationLink:not([aria-label])')) {
        const known = names[button.dataset.testid ?? ''];
        if (known) button.setAttribute('aria-label', known);
      }
      for (const button of document.querySelectorAll('[data-css*="filter-drawer"] button:not([aria-label])')) {
        if (!button.textContent) button.setAttribute('aria-label', resourceWords.closeFilter);
      }
      // Our own tools name their boxes themselves.
      for (const box of document.querySelectorAll('table:not(.office *) input[type="checkbox"]')) {
        const cells = box.closest('tbody tr')?.querySelectorAll('[data-property-name]');
        const row = [...(cells ?? [])].map((cell) => cell.textContent).find(Boolean);
        box.setAttribute('aria-label', row ? resourceWords.choose(row) : resourceWords.chooseAll);
      }
    };
    name();
    const watch = new MutationObserver(name);
    watch.observe(document.body, { childList: true, subtree: true });
    return () => watch.disconnect();
  }, []);
}
