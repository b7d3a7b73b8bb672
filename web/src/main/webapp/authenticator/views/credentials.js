import { h } from '../../shared/dom.js';
import { field, form, passwordField, showTrouble } from '../../shared/parts.js';
import { codeOf, isExpected, words } from '../../shared/refusals.js';
import { currentLanguage, t } from '../../shared/texts.js';
import { begin } from '../calls.js';
import { report } from '../device.js';
import { unlockOf } from '../flow.js';
import { back, view } from './parts.js';

/** Without a portal at hand: user name and password, and then a token by SMS. */
export function credentials(context) {
  const name = field(t('login.user-name'), {
    type: 'text', autocomplete: 'username', required: true, maxlength: '100', autocapitalize: 'none', spellcheck: 'false',
  });
  const password = passwordField(t('login.password'), 'current-password');
  const made = form(async () => {
    try {
      const installation = await context.store.installation();
      const begun = await begin({ userName: name.value.trim(), password: password.value, language: currentLanguage() },
        await report(installation, await unlockOf(installation)));
      context.replace('number', { begun });
    } catch (error) {
      refuse(error);
    }
  }, { button: t('form.continue'), fields: [name, password], missing: t('form.missing'), also: [back(context)] });

  const refuse = (error) => {
    if (codeOf(error) === 'LOGIN_BAD_CREDENTIALS') {
      password.refuse(words(error), { forget: true });
    } else if (codeOf(error).startsWith('ACT_')) {
      context.fail(error, { again: () => context.replace('credentials') });
    } else if (isExpected(error)) {
      showTrouble(made.trouble, words(error, { phone: context.phone }));
    } else {
      throw error;
    }
  };
  return {
    ...view(t('app.credentials-title'), [h('p', {}, t('app.credentials-text')), made.element]),
    focus: () => name.input.focus(),
  };
}
