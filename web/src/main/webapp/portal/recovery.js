import { fill, h } from '../shared/dom.js';
import { call, serverNow } from '../shared/api.js';
import { announce, button, copyButton, notice, oncePlace } from '../shared/parts.js';
import { proven } from '../shared/proof.js';
import { moment, t } from '../shared/texts.js';

/**
 * Recovery codes: how many are left, and new ones.
 *
 * @param {function(): Promise} changed told that there are others now
 * @returns {Promise<Element>} `null` where the user may have none
 */
export async function recoveryCard(context, changed) {
  const standing = await call('GET', '/me/recovery-codes');
  if (!standing.allowed) {
    return null;
  }
  const card = h('section', { class: 'card' });
  drawStanding({ context, card, changed }, standing);
  return card;
}

function drawStanding(page, { left, madeAt }) {
  const trouble = h('div');
  fill(page.card, heading(), h('p', {}, t('recovery.add-text')),
    h('p', {}, madeAt ? t('recovery.left', { n: left }) : t('recovery.none'), madeAt && h('span', { class: 'hint' }, ` ${t('factors.since', { time: moment(madeAt) })}`)),
    trouble, h('div', { class: 'actions' }, button(t('recovery.make'), () => make(page, trouble))));
}

function make(page, trouble) {
  return page.context.attempt(trouble, async () => {
    const made = await proven('FACTOR_CHANGE', (proof) => call('POST', '/me/recovery-codes', proof), page.context);
    if (made !== undefined) {
      drawCodes(page, made.codes);
    }
  });
}

/** Shown this once: nothing keeps them, and the next page has forgotten them. */
function drawCodes(page, codes) {
  const title = heading();
  title.classList.add('printed');
  const done = button(t('recovery.kept'), async () => {
    drawStanding(page, await call('GET', '/me/recovery-codes'));
    await page.changed();
    page.card.querySelector('h2').focus();
  }, 'primary');
  fill(page.card, title, oncePlace(), notice('warning', t('recovery.shown')),
    h('p', { class: 'hint printed' }, t('factors.since', { time: moment(serverNow()) })), h('ol', { class: 'codes printed' }, codes.map((code) => h('li', {}, h('code', {}, code)))),
    h('div', { class: 'actions' }, done, button(t('recovery.print'), async () => print()), copyButton(() => codes.join('\n'))));
  announce(t('recovery.shown'));
  title.focus();
}

function heading() {
  return h('h2', { tabindex: '-1' }, t('recovery.add'));
}
