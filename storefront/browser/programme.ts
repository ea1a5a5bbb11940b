/** Shows what fits while somebody types or chooses. Without it the form works by its button. */
const form = document.querySelector<HTMLFormElement>('[data-filters]');
const results = document.querySelector<HTMLElement>('#results');
const said = document.querySelector<HTMLElement>('[data-announce]');
const pauseMs = 220;

if (form && results) {
  let waiting = 0;
  let latest = 0;

  const show = async () => {
    latest += 1;
    const mine = latest;
    const wishes = new URLSearchParams();
    for (const [name, value] of new FormData(form)) if (value) wishes.set(name, String(value));
    const address = wishes.size > 0 ? `/?${wishes}` : '/';
    results.setAttribute('aria-busy', 'true');
    try {
      const answer = await fetch(address, { headers: { 'X-Part': 'results' } });
      if (mine !== latest) return;
      if (!answer.ok) return form.submit();
      results.innerHTML = await answer.text();
      history.replaceState(null, '', address);
      if (said) said.textContent = results.querySelector('[data-count]')?.textContent ?? '';
    } catch {
      // Offline: what is on the screen stays; the button still works once the line is back.
    } finally {
      if (mine === latest) results.removeAttribute('aria-busy');
    }
  };

  const soon = (pause: number) => {
    clearTimeout(waiting);
    waiting = window.setTimeout(show, pause);
  };

  form.addEventListener('input', (event) => soon(event.target instanceof HTMLSelectElement ? 0 : pauseMs));
  form.addEventListener('submit', (event) => {
    event.preventDefault();
    soon(0);
  });
}

document.querySelector('.date-strip [aria-current]')?.scrollIntoView({ block: 'nearest', inline: 'center' });

export {};
