import { call, newKey, Unreachable } from './api.js';
import { codeOf, isExpected, words } from './refusals.js';
import { field, form, passwordField, showTrouble } from './parts.js';
import { currentLanguage, t } from './texts.js';

/** Kept while the page is shown anew, as in another language. */
let typedName = '';

/**
 * The form that begins a login: user name and password.
 *
 * @param {Object} request what the client says of itself with them
 * @param {Object} screen
 * @param {string} screen.button its label
 * @param {function(Object): Promise} screen.proceed takes the attempt as the server answered it
 * @param {function(Refusal): *} screen.help what stands behind the words of a refusal that is not about the password
 * @param {string} [screen.phone] of the help desk
 * @param {function(string): string} [screen.nameMistake] what is wrong with a user name, in words; `null` where it may log in
 * @returns {{element: Element, focus: function, forgetPassword: function, refuse: function}} `refuse` says above the fields what is wrong
 */
export function credentialsForm(request, { button, proceed, help, phone, nameMistake }) {
  const name = field(t('login.user-name'), {
    type: 'text', autocomplete: 'username', required: true, maxlength: '100', autocapitalize: 'none', spellcheck: 'false', value: typedName,
    oninput: () => { typedName = name.value; },
  });
  name.mistake = () => nameMistake?.(name.value.trim());
  const password = passwordField(t('login.password'), 'current-password');
  // Kept until an answer comes: a login that was begun, and not heard of, goes on. A wrong password counts each time, so nothing is sent again by itself.
  let key = newKey();
  const made = form(async () => {
    try {
      const begun = await call('POST', '/logins', {
        userName: name.value.trim(), password: password.value, language: currentLanguage(), ...request,
      }, { key });
      key = newKey();
      await proceed(begun);
    } catch (error) {
      if (!(error instanceof Unreachable)) {
        key = newKey();
      }
      refuse(error);
    }
  }, { button, fields: [name, password], missing: t('form.missing') });

  const refuse = (error) => {
    if (!isExpected(error)) {
      throw error;
    }
    if (codeOf(error) === 'LOGIN_BAD_CREDENTIALS') {
      password.refuse(words(error), { forget: true });
    } else {
      showTrouble(made.trouble, words(error, { phone }), help(error));
    }
  };

  return {
    element: made.element,
    focus: () => (typedName ? password : name).input.focus(),
    forgetPassword: () => { password.input.value = ''; },
    refuse: (text) => showTrouble(made.trouble, text),
  };
}

/** Who logs in next may be somebody else. */
export function forgetName() {
  typedName = '';
}
