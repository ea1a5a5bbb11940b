/** A scanner types fast and ends with Enter; what rests longer between two keys was a person. */
const pauseMs = 250;

/** Tells what a hand scanner types while no field has the keyboard. Returns the function that stops listening. */
export function listenToScanner(told: (code: string) => void): () => void {
  let typed = '';
  let at = 0;
  const hear = (event: KeyboardEvent) => {
    const field = event.target instanceof Element && event.target.closest('input, textarea, select');
    if (field || event.ctrlKey || event.metaKey || event.altKey) return;
    if (event.timeStamp - at > pauseMs) typed = '';
    at = event.timeStamp;
    if (event.key === 'Enter' && typed.length > 3) {
      // Or Enter would press whatever button was last used.
      event.preventDefault();
      event.stopPropagation();
      told(typed);
      typed = '';
    } else if (event.key.length === 1) typed += event.key;
  };
  document.addEventListener('keydown', hear, true);
  return () => document.removeEventListener('keydown', hear, true);
}
