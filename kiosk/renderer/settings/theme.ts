export const themes = ['system', 'light', 'dark'] as const;
export type Theme = (typeof themes)[number];

const key = 'foyer-till-theme';

/** As this machine was told; without a word, as its system wishes. */
export function theme(): Theme {
  const kept = localStorage.getItem(key);
  return kept === 'light' || kept === 'dark' ? kept : 'system';
}

export function applyTheme(next: Theme = theme()): void {
  localStorage.setItem(key, next);
  if (next === 'system') document.documentElement.removeAttribute('data-bs-theme');
  else document.documentElement.dataset.bsTheme = next;
}
