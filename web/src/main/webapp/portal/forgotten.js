import { fill, h } from '../shared/dom.js';
import { call, serverNow } from '../shared/api.js';
import { deliveryOf } from '../shared/delivery.js';
import { codeOf, isExpected, words } from '../shared/refusals.js';
import { button, codeField, disclosure, field, form, notice, offerAnotherTry, showTrouble } from '../shared/parts.js';
import { t, unbroken } from '../shared/texts.js';
import { keepsRules, newPasswordField } from './password.js';

/** The reset whose reset code was taken: that one is used up, so the second step is kept while the page shows something else. */
let claim = null;

/** What cannot be sent again: the reset code is used up. */
const WORDS = { FAILED: 'reset.undelivered', BLOCKED: 'reset.undelivered', EXPIRED: 'reset.undelivered' };

/** A forgotten password: the help desk's reset code, then the code of the SMS and a new password. No factor is weakened by it. */
export async function view(context) {
  const place = h('div', { class: 'narrow' });
  const second = isOpen(claim);
  fill(place, second ? passwordStep(context, place) : claimStep(context, place));
  return { title: t(second ? 'reset.new-title' : 'reset.title'), element: place };
}

function isOpen(one) {
  return one !== null && serverNow() < Date.parse(one.expiresAt);
}

function claimStep(context, place, note = null) {
  const { phone } = context;
  const name = field(t('login.user-name'), { type: 'text', autocomplete: 'username', required: true, maxlength: '100', autocapitalize: 'none', spellcheck: 'false' });
  const reset = field(t('reset.code'), {
    class: 'code', type: 'text', autocomplete: 'off', required: true, maxlength: '40', autocapitalize: 'characters', spellcheck: 'false',
  });
  const made = form(async () => {
    try {
      claim = await call('POST', '/password-resets', { userName: name.value.trim(), resetCode: reset.value.trim() });
      fill(place, passwordStep(context, place));
      place.querySelector('input').focus();
    } catch (error) {
      if (!isExpected(error)) {
        throw error;
      }
      if (['RESET_REFUSED', 'MALFORMED'].includes(codeOf(error))) {
        reset.refuse(codeOf(error) === 'MALFORMED' ? t('reset.refused') : words(error));
      } else {
        showTrouble(made.trouble, words(error, context));
      }
    }
  }, { button: t('form.continue'), fields: [name, reset], missing: t('form.missing') });
  return h('section', { class: 'card' }, h('h1', { tabindex: '-1' }, t('reset.title')), note && notice('bad', note),
    h('p', {}, phone ? t('reset.call', { phone }) : t('reset.call-us')), made.element, back());
}

function passwordStep(context, place) {
  const { id, secret, factor, expiresAt } = claim;
  const step = new AbortController();
  context.signal.addEventListener('abort', () => step.abort());
  const code = codeField(t('code.label'), { hint: t('code.hint') });
  const next = newPasswordField();
  const made = form(async () => {
    if (!keepsRules(next.value)) {
      next.refuse(t('password.rules-broken'));
      return;
    }
    try {
      await call('POST', `/password-resets/${id}/password`, { code: code.value, newPassword: next.value }, { secret });
      claim = null;
      await context.go('', t('reset.done'));
    } catch (error) {
      if (!isExpected(error)) {
        throw error;
      }
      if (!offerAnotherTry(error, code, made.trouble)) {
        startAnew(words(error, context));
      }
    }
  }, { button: t('reset.button'), fields: [code, next], missing: t('form.missing') });
  const startAnew = (note) => {
    step.abort();
    claim = null;
    fill(place, claimStep(context, place, note));
    place.querySelector('h1').focus();
  };
  return h('section', { class: 'card' }, h('h1', { tabindex: '-1' }, t('reset.new-title')),
    h('p', {}, t('confirm.by-sms')), deliveryOf({ number: unbroken(factor.label), path: `/password-resets/${id}/delivery`, expiresAt, secret, words: WORDS }, step.signal),
    made.element, noCode(context, startAnew), back());
}

/** The message is sent once for a reset code: what can be done when it does not come. */
function noCode({ phone }, startAnew) {
  return disclosure(t('message.no-code'),
    h('ul', {}, h('li', {}, t('message.tip-restart')), h('li', {}, t('message.tip-spam'))),
    h('p', {}, t('reset.no-code'), ' ', phone ? t('help.call', { phone }) : t('help.call-us')),
    button(t('reset.type-another'), async () => startAnew()));
}

function back() {
  return h('p', { class: 'below' }, h('a', { href: '#' }, t('reset.back')));
}
