import { fill, h } from '../shared/dom.js';
import { call } from '../shared/api.js';
import { codeOf, isExpected, words } from '../shared/refusals.js';
import { codeField, field, form, notice, offerAnotherTry, showTrouble } from '../shared/parts.js';
import { t, unbroken } from '../shared/texts.js';
import { keepsRules, newPasswordField } from './password.js';

/** A forgotten password: the help desk's reset code, then the code of the SMS and a new password. No factor is weakened by it. */
export async function view(context) {
  const place = h('div', { class: 'narrow' });
  fill(place, claimStep(context, place));
  return { title: t('reset.title'), element: place };
}

function claimStep(context, place, note = null) {
  const { phone } = context;
  const name = field(t('login.user-name'), { type: 'text', autocomplete: 'username', required: true, maxlength: '100', autocapitalize: 'none', spellcheck: 'false' });
  const reset = field(t('reset.code'), {
    class: 'code', type: 'text', autocomplete: 'off', required: true, maxlength: '40', autocapitalize: 'characters', spellcheck: 'false',
  });
  const made = form(async () => {
    try {
      const claimed = await call('POST', '/password-resets', { userName: name.value.trim(), resetCode: reset.value.trim() });
      fill(place, passwordStep(context, place, claimed));
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

function passwordStep(context, place, { id, secret, factor }) {
  const code = codeField(t('code.label'), { hint: t('code.hint') });
  const next = newPasswordField();
  const made = form(async () => {
    if (!keepsRules(next.value)) {
      next.refuse(t('password.rules-broken'));
      return;
    }
    try {
      await call('POST', `/password-resets/${id}/password`, { code: code.value, newPassword: next.value }, { secret });
      await context.go('', t('reset.done'));
    } catch (error) {
      if (!isExpected(error)) {
        throw error;
      }
      if (!offerAnotherTry(error, code, made.trouble)) {
        fill(place, claimStep(context, place, words(error, context)));
        place.querySelector('h1').focus();
      }
    }
  }, { button: t('reset.button'), fields: [code, next], missing: t('form.missing') });
  return h('section', { class: 'card' }, h('h1', { tabindex: '-1' }, t('reset.new-title')),
    notice('note', t('confirm.sent', { number: unbroken(factor.label) })), made.element, back());
}

function back() {
  return h('p', { class: 'below' }, h('a', { href: '#' }, t('reset.back')));
}
