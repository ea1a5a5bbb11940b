/** Shows what fits while somebody types or chooses. Without it the form works by its button. */
const form = document.querySelector<HTMLFormElement>('[data-filters]');
const results = document.querySelector<HTMLElement>('#results');
const said = document.querySelector<HTMLElement>('[data-announce]');
const heading = document.querySelector<HTMLElement>('.programme-title');
const today = document.querySelector<HTMLElement>('.date-strip [aria-current]');
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
      const count = results.querySelector<HTMLElement>('[data-count]');
      if (said) said.textContent = count?.textContent ?? '';
      if (heading) heading.textContent = count?.dataset.title ?? '';
      // A search looks at every day, so none is the current one.
      if (wishes.has('q')) today?.removeAttribute('aria-current');
      else today?.setAttribute('aria-current', 'date');
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

today?.scrollIntoView({ block: 'nearest', inline: 'center' });

export {};
