import { formatMoney, taxContained } from '../../server/contract/money.ts';

// Keeps the sum in step with the ticket types, counts the time down, and sends the form once.

/** How the sum is written: words with `{}` for an amount. */
interface Template {
  pay: string;
  free: string;
  tax: string;
  note: string;
  freeNote: string;
  currency: string;
  locale: string;
  taxRate: number;
}

const form = document.querySelector<HTMLFormElement>('[data-checkout]');
const side = document.querySelector<HTMLElement>('[data-total]');

if (form && side) {
  const { pay, free, tax, note, freeNote, currency, locale, taxRate }: Template = JSON.parse(
    side.dataset.total ?? '{}',
  );
  const amount = side.querySelector<HTMLElement>('[data-total-amount]');
  const contained = side.querySelector<HTMLElement>('[data-total-tax]');
  const next = side.querySelector<HTMLElement>('[data-total-note]');
  const button = side.querySelector<HTMLButtonElement>('[data-pay]');
  const shown = (value: number) => formatMoney({ amount: value, currency }, locale);

  const reckon = () => {
    const prices = [...form.querySelectorAll<HTMLSelectElement>('select[name^=type-]')].map((select) =>
      Number(select.selectedOptions[0]?.dataset.price ?? 0),
    );
    const total = prices.reduce((sum, price) => sum + price, 0);
    const taxes = prices.reduce((sum, price) => sum + taxContained(price, taxRate), 0);
    if (amount) amount.textContent = shown(total);
    if (contained) {
      contained.textContent = tax.replace('{}', shown(taxes));
      contained.hidden = total === 0;
    }
    if (next) next.textContent = total > 0 ? note : freeNote;
    if (button) button.textContent = total > 0 ? pay.replace('{}', shown(total)) : free;
  };
  form.addEventListener('change', reckon);
  // A browser that kept what was typed kept the ticket types too.
  reckon();

  let sent = false;
  form.addEventListener('submit', (event) => {
    if (sent) return event.preventDefault();
    sent = true;
    if (button) button.textContent = button.dataset.pay ?? '';
    button?.setAttribute('aria-disabled', 'true');
  });
}

const countdown = document.querySelector<HTMLElement>('[data-countdown]');
const said = document.querySelector<HTMLElement>('[data-countdown-said]');
const label = countdown?.querySelector<HTMLElement>('[data-countdown-label]');

if (countdown && label) {
  const end = Date.now() + Number(countdown.dataset.countdown) * 1000;
  const clock = document.createElement('time');
  label.textContent = label.dataset.countdownLabel ?? '';
  countdown.append(clock);

  const tick = () => {
    const open = end - Date.now();
    // The server adds a second, so that the page is asked for again after the end; it is not the customer's.
    const left = Math.max(0, Math.floor(open / 1000) - 1);
    clock.textContent = `${Math.floor(left / 60)}:${String(left % 60).padStart(2, '0')}`;
    clock.dateTime = `PT${left}S`;
    countdown.classList.toggle('countdown-short', left <= 60);
    if (left === 60 && said) said.textContent = countdown.dataset.lastMinute ?? '';
    if (open > 0) return setTimeout(tick, 1000);
    // The server knows whether the seats are gone.
    return location.replace(location.href);
  };
  tick();
}

addEventListener('pageshow', (event) => {
  if (event.persisted) location.replace(location.href);
});
