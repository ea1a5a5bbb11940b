/** Waits for a payment that is on its way, and shows the tickets in place when they are there. */
const everyMs = 1_500;
const everySlowMs = 6_000;
const slowAfterMs = 30_000;

const began = performance.now();

async function look(): Promise<void> {
  const here = document.querySelector<HTMLElement>('[data-arriving]');
  if (!here) return;
  const late = performance.now() - began > slowAfterMs;
  if (late) {
    const slow = here.querySelector('[data-arriving-slow]');
    if (slow) slow.textContent = here.dataset.arriving ?? '';
  }
  try {
    const answer = await fetch(location.href);
    const page = new DOMParser().parseFromString(await answer.text(), 'text/html');
    const there = page.querySelector<HTMLElement>('[data-order-state]');
    if (answer.ok && there && !there.matches('[data-arriving]')) return arrive(here, there);
  } catch {
    // Offline: the next look may find a line.
  }
  setTimeout(look, late ? everySlowMs : everyMs);
}

function arrive(here: HTMLElement, there: HTMLElement): void {
  const arrived = here.dataset.arrived ?? '';
  here.replaceWith(there);
  const address = new URL(location.href);
  address.searchParams.delete('paid');
  history.replaceState(null, '', address);
  there.querySelector<HTMLElement>('.order-title')?.focus();
  const said = there.querySelector('[data-order-said]');
  if (said && there.dataset.orderState === 'paid') said.textContent = arrived;
}

setTimeout(look, everyMs);

export {};
