import { fill, h } from '../shared/dom.js';
import { call } from '../shared/api.js';
import { ask, confirmed } from '../shared/dialogs.js';
import { FACTOR_KINDS } from '../shared/factor.js';
import { codeOf, words } from '../shared/refusals.js';
import { announce, appCodeField, button, copyButton, field, form, notice, offerAnotherTry, showTrouble } from '../shared/parts.js';
import { moment, t } from '../shared/texts.js';

const LONGEST_NAME = '40';

/** What the user logs in with, and the apps of other makers among it: add, remove. */
export async function view(context) {
  const page = { context, said: h('div'), list: h('div'), adding: h('section', { class: 'card' }) };
  drawList(page, await call('GET', '/me/factors'));
  drawAdding(page);
  const element = h('div', { class: 'stack' }, h('h1', { tabindex: '-1' }, t('menu.factors')), page.said, page.list, page.adding);
  return { title: t('menu.factors'), element };
}

function drawList(page, factors) {
  fill(page.list, factors.length === 0 ? h('p', { class: 'hint' }, t('factors.none'))
    : [h('p', {}, t('factors.text')), h('ul', { class: 'rows' }, factors.map((factor) => row(page, factor)))]);
}

function row(page, factor) {
  const { kind, label, since, lastUsedAt } = factor;
  const remove = kind === 'TOTP' && button(t('factors.remove'), () => removeApp(page, factor), 'plain');
  if (remove) {
    remove.setAttribute('aria-label', `${t('factors.remove')}: ${label}`);
  }
  return h('li', { class: 'row' },
    h('div', { class: 'grow' }, h('p', { class: 'what' }, label, h('span', { class: 'hint' }, ` ${t(FACTOR_KINDS[kind])}`)),
      h('p', { class: 'hint' }, since && t('activation.since', { time: moment(since) }),
        since && lastUsedAt && ' · ', lastUsedAt && t('activation.last-used', { time: moment(lastUsedAt) }))),
    remove);
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
  drawList(page, await call('GET', '/me/factors'));
  const said = notice('good', text);
  said.tabIndex = -1;
  fill(page.said, said);
  announce(text);
  said.focus();
}
