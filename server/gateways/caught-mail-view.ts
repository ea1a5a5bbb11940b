import type { CaughtMail } from './caught-mail.ts';
import { type Html, html } from './demo-page.ts';

export const words = {
  title: 'Mail of this demo',
  notice: 'Mail of this demo. Nothing was sent to anyone.',
  empty: 'No mail yet',
  emptyHint: 'Buy a ticket, and its mail appears here.',
  to: 'To',
  from: 'From',
  sent: 'Written',
  attachments: 'Attachments',
  attached: (count: number) => (count === 1 ? '1 attachment' : `${count} attachments`),
  frame: 'The mail as its reader sees it',
  text: 'As plain text',
  eml: 'Save as a mail file',
  all: 'All mail',
  missing: 'There is no such mail',
};

export function listView(mails: CaughtMail[], base: string, timeZone: string): Html {
  if (mails.length === 0) {
    return html`<div class="sheet empty"><h1>${words.empty}</h1><p class="quiet">${words.emptyHint}</p></div>`;
  }
  return html`<h1>${words.title}</h1>
<ul class="mails sheet">${mails.map(
    (mail) => html`
  <li><a href="${base}/${mail.name}"><span class="subject">${mail.subject}</span>
    <span class="quiet">${mail.to}</span>
    <span class="quiet when">${time(mail.at, timeZone)}${
      mail.attachments.length > 0 && ` · ${words.attached(mail.attachments.length)}`
    }</span></a></li>`,
  )}
</ul>`;
}

export function mailView(mail: CaughtMail, base: string, timeZone: string): Html {
  const here = `${base}/${mail.name}`;
  return html`<p><a href="${base}/">← ${words.all}</a></p>
<div class="sheet">
  <h1>${mail.subject}</h1>
  <dl>
    <div><dt>${words.to}</dt><dd>${mail.to}</dd></div>
    <div><dt>${words.from}</dt><dd>${mail.from}</dd></div>
    <div><dt>${words.sent}</dt><dd>${time(mail.at, timeZone)}</dd></div>
  </dl>
  ${
    mail.attachments.length > 0 &&
    html`<h2>${words.attachments}</h2><ul class="files">${mail.attachments.map(
      ({ filename }, index) => html`<li><a href="${here}/attachments/${index}">${filename}</a></li>`,
    )}</ul>`
  }
  <iframe title="${words.frame}" src="${here}/html" sandbox="allow-popups allow-popups-to-escape-sandbox"></iframe>
  <details><summary>${words.text}</summary><pre tabindex="0">${mail.text}</pre></details>
  <p class="last"><a href="${here}/message.eml">${words.eml}</a></p>
</div>`;
}

export function missingView(base: string): Html {
  return html`<div class="sheet empty"><h1>${words.missing}</h1><p><a href="${base}/">${words.all}</a></p></div>`;
}

function time(at: string, timeZone: string): string {
  const parts = { day: 'numeric', month: 'short', hour: '2-digit', minute: '2-digit', second: '2-digit' } as const;
  return new Intl.DateTimeFormat('en-GB', { ...parts, timeZone, timeZoneName: 'short' }).format(new Date(at));
}

export const mailStyle = `
.mails { list-style: none; margin: 0; padding: 0; overflow: hidden; }
.mails li + li { border-top: 1px solid var(--line); }
.mails a { display: grid; gap: .125rem 1.5rem; padding: .875rem 1.25rem; color: inherit; text-decoration: none; }
.mails a:hover .subject { text-decoration: underline; }
.mails a:focus-visible { outline-offset: -3px; }
.subject { font-weight: 600; }
.when { font-size: .875rem; font-variant-numeric: tabular-nums; }
@media (min-width: 48rem) { .mails a { grid-template-columns: 1fr auto; padding: 1rem 1.75rem; }
  .mails .subject { grid-column: 1; } .mails .when { grid-column: 2; grid-row: 1 / span 2; align-self: center; } }
dl { margin: 0 0 1.25rem; display: grid; gap: .25rem; }
dl div { display: flex; gap: .75rem; }
dt { color: var(--quiet); flex: 0 0 4rem; }
dd { margin: 0; }
.files { margin: 0 0 1.25rem; padding-left: 1.25rem; }
iframe { width: 100%; height: max(28rem, 70vh); border: 1px solid var(--line); border-radius: .5rem; background: #fff; }
summary { cursor: pointer; padding: .75rem 0; }
pre { white-space: pre-wrap; font: .875rem/1.5 ui-monospace, monospace; border: 1px solid var(--line);
  border-radius: .5rem; padding: 1rem; margin: 0 0 1rem; }
.last, .empty p:last-child { margin-bottom: 0; }
.empty { max-width: 30rem; margin: 0 auto; }
`;
