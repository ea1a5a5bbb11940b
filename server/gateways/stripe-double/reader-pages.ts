import express, { Router } from 'express';
import { type Html, html, sendDemoPage } from '../demo-page.ts';
import type { Desk } from './desk.ts';
import { moneyIn, pageStyle } from './page-view.ts';
import { readerWords as words } from './page-words.ts';
import { actOnCard, cardActs, lastOn, readerLabels } from './readers.ts';

/** How often the page looks again by itself. */
const refreshSeconds = 2;

/** `/readers`: the simulated card readers of the counter, and what a customer may do at them. */
export function readerPages(desk: Desk): Router {
  const router = Router();

  router.get('/readers', (_req, res) => {
    res.setHeader('Refresh', String(refreshSeconds));
    sendDemoPage(res, { notice: words.notice, style: pageStyle, title: words.title, body: page() });
  });

  router.post('/readers', express.urlencoded({ extended: false, limit: '4kb' }), (req, res) => {
    const { reader, act, byItself, power } = req.body ?? {};
    const known = cardActs.find((one) => one === act);
    const record = typeof reader === 'string' ? lastOn(desk, reader) : null;
    if (record && known) {
      actOnCard(desk, record, known);
      desk.save(record);
    }
    if (reader in readerLabels && power === 'off') desk.readers.off.add(reader);
    if (reader in readerLabels && power === 'on') desk.readers.off.delete(reader);
    if (byItself === 'nobody') desk.readers.byItself = null;
    const habit = cardActs.find((one) => one === byItself);
    if (habit) desk.readers.byItself = { act: habit, afterMs: 1_500 };
    res.redirect(303, `${req.baseUrl}/readers`);
  });

  return router;

  function page(): Html {
    const habit = desk.readers.byItself?.act ?? 'nobody';
    return html`
<h1>${words.title}</h1>
<div class="readers">${Object.entries(readerLabels).map(([id, label]) => reader(id, label))}</div>
<form class="sheet habit" method="post"><p>${words.byItself}</p><div class="pair">${(
      ['nobody', 'tap', 'decline'] as const
    ).map(
      (choice) =>
        html`<button class="button ${choice === habit && 'main'}" name="byItself" value="${choice}">${words.habits[choice]}</button>`,
    )}</div></form>`;
  }

  function reader(id: string, label: string): Html {
    const record = lastOn(desk, id);
    const asks = record?.action?.status === 'in_progress' ? record : null;
    const off = desk.readers.off.has(id);
    return html`
<form class="sheet" method="post" aria-label="${label}"><input type="hidden" name="reader" value="${id}">
  <h2>${label}</h2>
  ${
    asks
      ? html`<p class="sum">${moneyIn(asks.intent.currency)(asks.intent.amount)}</p>
  <p class="quiet">${asks.intent.description}</p>
  <button class="button main" name="act" value="tap">${words.acts.tap}</button>
  <div class="pair"><button class="button" name="act" value="decline">${words.acts.decline}</button><button class="button" name="act" value="cancel">${words.acts.cancel}</button></div>
  <button class="button" name="act" value="time_out">${words.acts.time_out}</button>`
      : html`<p class="quiet">${off ? words.off : words.idle}</p>`
  }
  <button class="button" name="power" value="${off ? 'on' : 'off'}">${off ? words.switchOn : words.switchOff}</button>
</form>`;
  }
}
