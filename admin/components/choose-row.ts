import { useEffect } from 'react';

/**
 * A row of a list opens its record at a click, and AdminJS takes a press of Space on the row's box for one. The picture
 * of the box, which a mouse meets, only chooses the row: the press goes there.
 */
export function useRowChoice(): void {
  useEffect(() => {
    const choose = (event: MouseEvent) => {
      const box = event.target;
      if (!(box instanceof HTMLInputElement) || box.type !== 'checkbox' || !box.closest('tbody tr[data-id]')) return;
      const picture = box.nextElementSibling;
      if (!(picture instanceof HTMLElement)) return;
      event.stopPropagation();
      picture.click();
    };
    document.addEventListener('click', choose, true);
    return () => document.removeEventListener('click', choose, true);
  }, []);
}
