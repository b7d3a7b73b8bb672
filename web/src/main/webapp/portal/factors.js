import { fill, h } from '../shared/dom.js';
import { call } from '../shared/api.js';
import { ask, codeDialog, confirmed, open } from '../shared/dialogs.js';
import { FACTOR_KINDS } from '../shared/factor.js';
import { codeOf, words } from '../shared/refusals.js';
import { cardChallenge } from '../shared/card.js';
import { announce, appCodeField, button, cardField, copyButton, field, form, notice, offerAnotherTry, showTrouble } from '../shared/parts.js';
import { moment, t } from '../shared/texts.js';

const LONGEST_NAME = '40';

/** What the user logs in with, and the apps of other makers among it: add, remove. */
export async function view(context) {
  const page = { context, said: h('div'), list: h('div'), adding: h('section', { class: 'card' }) };
  const [{ offered }] = await Promise.all([call('GET', '/me/grid-card'), drawList(page)]);
  drawAdding(page);
  const element = h('div', { class: 'stack' }, h('h1', { tabindex: '-1' }, t('menu.factors')), page.said, page.list,
    offered && h('p', {}, h('a', { href: '#grid' }, t('grid.link'))), page.adding);
  return { title: t('menu.factors'), element };
}

async function drawList(page) {
  const [factors, cards] = await Promise.all([call('GET', '/me/factors'), call('GET', '/me/cards')]);
  const waiting = cards.filter((card) => card.state === 'SHIPPED');
  fill(page.list, factors.length + waiting.length === 0 ? h('p', { class: 'hint' }, t('factors.none'))
    : [h('p', {}, t('factors.text')), h('ul', { class: 'rows' },
      factors.filter(({ kind, label }) => kind !== 'DISPLAY_CARD' || !waiting.some(({ serial }) => serial === label))
        .map((factor) => row(page, factor, cards.find(({ serial }) => factor.kind === 'DISPLAY_CARD' && serial === factor.label))),
      waiting.map((card) => cardRow(page, card)))]);
}

/** A card that was sent, and not activated. */
function cardRow(page, card) {
  const activate = button(t('card.activate'), () => useCard(page, card));
  activate.setAttribute('aria-label', `${t('card.activate')}: ${card.serial}`);
  return h('li', { class: 'row' },
    h('div', { class: 'grow' }, h('p', { class: 'what' }, card.serial, h('span', { class: 'hint' }, ` ${t('factor.card')}`)),
      h('p', { class: 'hint' }, t('card.shipped', { time: moment(card.askedFrom) }))),
    activate);
}

/** Activates a card, or gives it another PIN: both by an answer that the card gives after the PIN. */
async function useCard(page, card) {
  await page.context.attempt(page.said, async () => {
    const pin = card.takesPin ? await askPin() : '';
    if (pin === undefined) {
      return;
    }
    const asked = await call('POST', `/me/cards/${encodeURIComponent(card.serial)}/challenge`, pin === '' ? {} : { pin });
    const box = cardChallenge(card.serial);
    if (asked.challenge !== undefined) {
      box.show(asked.challenge);
    }
    const done = await codeDialog({
      title: t('card.title'),
      button: t('confirm.button'),
      field: cardField(),
      missing: t('card.missing'),
      above: asked.challenge === undefined ? notice('note', t('card.do-press', { serial: card.serial })) : box.element,
      below: () => null,
      act: (code) => call('POST', `/me/cards/${encodeURIComponent(card.serial)}/answer`, { code }),
    });
    if (done !== undefined) {
      await say(page, t('card.active', { serial: card.serial }));
    }
  });
}

/** @returns {Promise<string>} four digits, typed twice; `undefined` when the user gave it up */
function askPin() {
  return new Promise((resolve) => {
    const shown = open(t('card.pin'), () => resolve(undefined));
    const digits = { type: 'password', inputmode: 'numeric', autocomplete: 'off', required: true, maxlength: '4' };
    const pin = field(t('card.pin'), digits);
    const again = field(t('card.pin-again'), digits);
    pin.mistake = () => (/^[0-9]{4}$/.test(pin.value) ? null : t('card.pin-form'));
    again.mistake = () => (again.value === pin.value ? null : t('card.pin-mismatch'));
    const made = form(async () => {
      resolve(pin.value);
      shown.close();
    }, { button: t('form.continue'), fields: [pin, again], missing: t('card.pin-form'), also: [button(t('form.cancel'), () => shown.close())] });
    shown.body.append(h('p', {}, t('card.pin-text')), made.element);
    pin.input.focus();
  });
}

function row(page, factor, card) {
  const { kind, label, since, until, lastUsedAt } = factor;
  const change = card?.takesPin && page.context.me.factor === 'DISPLAY_CARD' && button(t('card.change-pin'), () => useCard(page, card), 'plain');
  const remove = kind === 'TOTP' && button(t('factors.remove'), () => removeApp(page, factor), 'plain');
  if (remove) {
    remove.setAttribute('aria-label', `${t('factors.remove')}: ${label}`);
  }
  const times = [since && t('activation.since', { time: moment(since) }), until && t('factors.until', { time: moment(until) }),
    lastUsedAt && t('activation.last-used', { time: moment(lastUsedAt) })];
  return h('li', { class: 'row' },
    h('div', { class: 'grow' }, h('p', { class: 'what' }, label ? [label, h('span', { class: 'hint' }, ` ${t(FACTOR_KINDS[kind])}`)] : t(FACTOR_KINDS[kind])),
      h('p', { class: 'hint' }, times.filter(Boolean).join(' · '))),
    remove || change);
}

async function removeApp(page, { id, label }) {
  if (!await ask({ title: t('factors.remove-title', { name: label }), text: t('factors.remove-text'), yes: t('factors.remove') })) {
    return;
  }
  await page.context.attempt(page.said, async () => {
    const removed = await confirmed('FACTOR_CHANGE', async (confirmation) => {
      await call('DELETE', `/me/totp/${id}`, { confirmation });
      return true;
    });
    if (removed) {
      await say(page, t('factors.removed', { name: label }));
    }
  });
}

/** The first step: a name, and a proof from whoever has a factor. */
function drawAdding(page) {
  const name = field(t('totp.name'), { type: 'text', required: true, maxlength: LONGEST_NAME, autocomplete: 'off' }, { hint: t('totp.name-hint') });
  const made = form(async () => {
    const begin = (proof) => call('POST', '/me/totp', { label: name.value, ...proof });
    try {
      const begun = await proven(begin);
      if (begun !== undefined) {
        drawSecret(page, begun, name.value);
      }
    } catch (error) {
      if (!page.context.handle(error)) {
        showTrouble(made.trouble, words(error, page.context));
      }
    }
  }, { button: t('form.continue'), fields: [name], missing: t('totp.name-missing') });
  fill(page.adding, h('h2', {}, t('totp.add')), h('p', {}, t('totp.add-text')), made.element);
}

/** Without a proof first: whoever has no factor needs none. */
async function proven(act) {
  try {
    return await act({});
  } catch (error) {
    if (codeOf(error) !== 'CONFIRMATION_REQUIRED') {
      throw error;
    }
    return confirmed('FACTOR_CHANGE', (confirmation) => act({ confirmation }));
  }
}

/** The second step: the secret, and a code that shows that the app has it. */
function drawSecret(page, { id, secret, svg }, name) {
  const code = appCodeField(t('totp.first-code'));
  const made = form(async () => {
    try {
      await call('POST', `/me/totp/${id}/activation`, { code: code.value });
    } catch (error) {
      if (codeOf(error) === 'FACTOR_CODE_WRONG') {
        code.refuse(words(error), { forget: true });
      } else if (!page.context.handle(error) && !offerAnotherTry(error, code, made.trouble)) {
        showTrouble(made.trouble, words(error, page.context));
      }
      return;
    }
    drawAdding(page);
    await say(page, t('totp.added', { name }));
  }, { button: t('totp.activate'), fields: [code], missing: t('code.missing'), also: [button(t('form.cancel'), () => drawAdding(page))] });
  const heading = h('h2', { tabindex: '-1' }, t('totp.add'));
  fill(page.adding, heading, h('p', {}, t('totp.scan')), h('p', { class: 'qr' }, picture(svg)),
    h('p', {}, `${t('totp.key')}: `, h('code', { class: 'key' }, secret.match(/.{4}/g).join(' '))),
    h('p', {}, copyButton(() => secret)), made.element);
  heading.focus();
}

/** The picture comes with the secret, so that no address has it. */
function picture(svg) {
  const drawn = document.importNode(new DOMParser().parseFromString(svg, 'image/svg+xml').documentElement, true);
  drawn.setAttribute('role', 'img');
  drawn.setAttribute('aria-label', t('totp.picture'));
  drawn.setAttribute('width', '256');
  drawn.setAttribute('height', '256');
  return drawn;
}

async function say(page, text) {
  await drawList(page);
  const said = notice('good', text);
  said.tabIndex = -1;
  fill(page.said, said);
  announce(text);
  said.focus();
}
