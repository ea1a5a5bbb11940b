/** Counts a link's time down, and shows at once when its code was confirmed on a phone. */
const everyMs = 2_500;

const offer = document.querySelector<HTMLElement>('[data-telegram-until]');

if (offer) {
  const until = Date.parse(offer.dataset.telegramUntil ?? '');
  const left = offer.querySelector<HTMLElement>('[data-telegram-left]');

  const count = () => {
    const seconds = Math.max(0, Math.round((until - Date.now()) / 1000));
    const clock = `${Math.floor(seconds / 60)}:${String(seconds % 60).padStart(2, '0')}`;
    if (left) left.textContent = (left.dataset.telegramLeft ?? '').replace('{time}', clock);
    if (seconds > 0) return;
    clearInterval(counting);
    offer.querySelector('[data-telegram-open]')?.setAttribute('hidden', '');
    offer.querySelector('.telegram-code')?.setAttribute('hidden', '');
    offer.querySelector('[data-telegram-over]')?.removeAttribute('hidden');
  };
  const counting = setInterval(count, 1000);
  count();

  const look = async () => {
    if (Date.now() > until) return;
    const answer = document.hidden ? null : await fetch('/telegram/link/state').catch(() => null);
    const state: { linkedAt: string | null } | null = answer?.ok ? await answer.json() : null;
    if (state?.linkedAt && state.linkedAt !== offer.dataset.telegramLinked) {
      location.replace('/telegram/link/?done=linked');
      return;
    }
    setTimeout(look, everyMs);
  };
  setTimeout(look, everyMs);
}

export {};
