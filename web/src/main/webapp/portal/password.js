import { h } from '../shared/dom.js';
import { call } from '../shared/api.js';
import { codeOf, unlessDone, words } from '../shared/refusals.js';
import { form, passwordField, showTrouble } from '../shared/parts.js';
import { confirmed } from '../shared/proof.js';
import { t } from '../shared/texts.js';
import { isTemporary, leadingOn } from './temporary.js';

/** A new password, with the old one and, of who has or had one, the present factor. */
export async function view(context) {
  const old = passwordField(t('password.old'), 'current-password');
  const next = newPasswordField();
  const change = unlessDone((wish) => call('PUT', '/me/password', wish));
  const made = form(async () => {
    if (!keepsRules(next.value)) {
      next.refuse(t('password.rules-broken'));
      return;
    }
    try {
      const done = await confirmedIfPossible(async (proof) => {
        await change({ oldPassword: old.value, newPassword: next.value, ...proof });
        return true;
      }, context);
      if (done) {
        await context.go('home', t('password.changed'));
      }
    } catch (error) {
      if (context.handle(error)) {
        return;
      }
      if (codeOf(error) === 'OLD_PASSWORD_WRONG') {
        old.refuse(words(error), { forget: true });
      } else {
        showTrouble(made.trouble, words(error, context));
      }
    }
  }, { button: t('form.continue'), fields: [old, next], missing: t('form.missing') });
  // Password managers put the new password to the right name.
  const name = h('input', { type: 'text', autocomplete: 'username', value: context.me.userName, hidden: true, readonly: true });
  made.element.prepend(name);
  return {
    title: t('password.title'),
    element: h('div', { class: 'narrow' }, h('section', { class: 'card' }, h('h1', { tabindex: '-1' }, t('password.title')),
      isTemporary(context.me) ? leadingOn(t('temp.not-permitted')) : [h('p', {}, t('password.what-happens')), made.element])),
  };
}

/** Whoever never had a factor needs no proof; whoever had one is told that none is left. */
async function confirmedIfPossible(act, context) {
  try {
    return await confirmed('PASSWORD_CHANGE', (confirmation) => act({ confirmation }), context);
  } catch (error) {
    if (codeOf(error) !== 'NO_FACTOR') {
      throw error;
    }
    return act({}).catch((refusal) => {
      throw codeOf(refusal) === 'CONFIRMATION_REQUIRED' ? error : refusal;
    });
  }
}

export function newPasswordField() {
  return passwordField(t('password.new'), 'new-password', { hint: t('password.rules') });
}

/** 6 to 40 characters, at least one letter and one digit; the server has the last word. */
export function keepsRules(password) {
  const length = [...password].length;
  return length >= 6 && length <= 40 && /\p{L}/u.test(password) && /\p{Nd}/u.test(password);
}
