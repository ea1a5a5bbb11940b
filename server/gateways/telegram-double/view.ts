import { type Html, html } from '../demo-page.ts';
import type { ChatMessage, Phone } from './phone.ts';
import { words } from './words.ts';

const commands = ['/tickets', '/today', '/unlink', '/help'];

/** `code`: the person came by a link, whose code Start will send. */
export function phoneView(phone: Phone, bot: string, base: string, code: string | null): Html {
  const start = code !== null || phone.messages.length === 0;
  return html`<div class="phone">
  <header><span class="face" aria-hidden="true">${bot.slice(0, 1).toUpperCase()}</span>
    <h1>${bot} <small>${words.bot}</small></h1>
    <form method="post" action="${base}/block"><button class="plain" name="blocked" value="${phone.blocked ? 'no' : 'yes'}">${
      phone.blocked ? words.unblock : words.block
    }</button></form></header>
  <div id="chat" class="chat" role="log" aria-label="${words.chat}" tabindex="0">${chatView(phone, base)}</div>
  ${
    phone.blocked
      ? html`<p class="bar quiet">${words.blocked}</p>`
      : start
        ? html`<form class="bar" method="post" action="${base}/write"><input type="hidden" name="text" value="/start${code ? ` ${code}` : ''}">
    <button class="main">${words.start}</button></form>`
        : html`<nav class="menu" aria-label="${words.menu}">${commands.map(
            (command) =>
              html`<form method="post" action="${base}/write"><button name="text" value="${command}">${command}</button></form>`,
          )}</nav>
    <form class="bar" method="post" action="${base}/write">
      <input name="text" aria-label="${words.text}" placeholder="${words.write}" maxlength="500" autocomplete="off" required>
      <button class="main">${words.send}</button></form>`
  }
</div>`;
}

export function chatView(phone: Phone, base: string): Html {
  if (phone.messages.length === 0) return html`<p class="quiet empty">${words.empty}</p>`;
  return html`${phone.messages.map((message) => messageView(message, base))}`;
}

function messageView({ id, mine, html: said, photo, buttons, at }: ChatMessage, base: string): Html {
  return html`<div class="message ${mine ? 'mine' : 'theirs'}"><div class="bubble">${
    photo && html`<img src="${base}/photo/${id}" alt="${words.photo}" width="280" height="280">`
  }<div class="text">${{ safe: said }}</div><time>${clock(at)}</time></div>${
    buttons.length > 0 &&
    html`<div class="keys">${buttons.map(({ text, url, callback_data: data }) =>
      url
        ? html`<a href="${url}" target="_blank" rel="noopener">${text}</a>`
        : html`<form method="post" action="${base}/press"><input type="hidden" name="message" value="${id}">
      <button name="data" value="${data ?? ''}">${text}</button></form>`,
    )}</div>`
  }</div>`;
}

const clock = (at: Date) => at.toTimeString().slice(0, 5);

/** Shows what the bot says by itself, without a reload; the newest stays in sight. */
export const phoneScript = `
const chat = document.getElementById('chat');
chat.scrollTop = chat.scrollHeight;
let shown = null;
async function look() {
  if (document.hidden) return;
  const response = await fetch(location.pathname.replace(/\\/?$/, '/chat')).catch(() => null);
  const now = response?.ok ? await response.text() : shown;
  if (now !== shown) { chat.innerHTML = now; chat.scrollTop = chat.scrollHeight; }
  shown = now;
}
// At once, too: something may have come while the page was on its way.
look();
setInterval(look, 2000);
`;

export const phoneStyle = `
main { max-width: 28rem; padding-top: 1.25rem; }
.phone { display: flex; flex-direction: column; height: min(46rem, calc(100dvh - 6rem)); background: var(--sheet);
  border: 1px solid var(--line); border-radius: 1.5rem; overflow: hidden; }
.phone header { display: flex; align-items: center; gap: .75rem; padding: .75rem 1rem; border-bottom: 1px solid var(--line); }
.phone h1 { font-size: 1.0625rem; margin: 0; flex: 1; line-height: 1.2; }
.phone small { display: block; font-weight: 400; font-size: .875rem; color: var(--quiet); }
.face { display: grid; place-items: center; width: 2.5rem; height: 2.5rem; border-radius: 50%; background: var(--velvet);
  color: var(--on-velvet); font-weight: 700; }
.chat { flex: 1; overflow-y: auto; padding: 1rem; display: flex; flex-direction: column; gap: .625rem;
  background: var(--ground); }
.chat:focus-visible { outline-offset: -3px; }
.empty { margin: auto; text-align: center; max-width: 18rem; }
.message { max-width: 85%; align-self: flex-start; }
.message.mine { align-self: flex-end; }
.bubble { background: var(--sheet); border: 1px solid var(--line); border-radius: 1rem 1rem 1rem .25rem; overflow: hidden; }
.mine .bubble { background: var(--velvet); color: var(--on-velvet); border-color: var(--velvet);
  border-radius: 1rem 1rem .25rem 1rem; }
.bubble img { display: block; width: 17.5rem; max-width: 100%; height: auto; background: #fff; }
.text { padding: .5rem .875rem 0; white-space: pre-line; }
.mine a { color: inherit; }
time { display: block; padding: 0 .875rem .375rem; font-size: .75rem; text-align: right; color: var(--quiet); }
.mine time { color: inherit; }
.keys { display: grid; gap: .25rem; margin-top: .25rem; }
button, .keys a { font: inherit; min-height: 2.75rem; border-radius: .75rem; border: 1px solid var(--edge); cursor: pointer;
  background: var(--sheet); color: var(--ink); padding: .375rem .875rem; }
.keys button, .keys a { width: 100%; display: block; text-align: center; text-decoration: none; }
.menu { display: flex; gap: .5rem; padding: .625rem 1rem 0; flex-wrap: wrap; }
.menu button { min-height: 2.25rem; padding: .125rem .75rem; }
.bar { display: flex; gap: .5rem; padding: .625rem 1rem 1rem; margin: 0; }
.bar input:not([type=hidden]) { flex: 1; min-width: 0; font: inherit; padding: .5rem .875rem; border-radius: .75rem;
  border: 1px solid var(--edge); background: var(--ground); color: var(--ink); }
.bar input::placeholder { color: var(--quiet); opacity: 1; }
button.main { background: var(--velvet); border-color: var(--velvet); color: var(--on-velvet); font-weight: 650; }
.bar input[type=hidden] + button { flex: 1; }
button.plain { min-height: 2rem; padding: .125rem .625rem; font-size: .875rem; }
`;
