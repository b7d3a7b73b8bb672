import { h } from '../../shared/dom.js';
import { field, form, passwordField, showTrouble } from '../../shared/parts.js';
import { codeOf, isExpected, words } from '../../shared/refusals.js';
import { currentLanguage, t } from '../../shared/texts.js';
import { begin, repeat } from '../calls.js';
import { report } from '../device.js';
import { fail, isOfActivation } from '../failures.js';
import { unlockOf } from '../flow.js';
import { askToken, beginMove, goOn } from '../moving.js';
import { back, view } from './parts.js';

/** What it says above the fields, by what the password is for. */
const WORDS = {
  ACTIVATE: ['app.credentials-title', 'app.credentials-text'],
  MIGRATE: ['app.migrate-title', 'app.migrate-text'],
  RECOVER: ['app.recover-title', 'app.recover-text'],
  MERGE: ['app.merge-title', 'app.merge-text'],
};

/**
 * Without a portal at hand: user name and password, and then a token by SMS, or whatever else the server asks for.
 *
 * @param {{purpose?: string, userName?: string}} data `purpose` of a move, as of the server; the name as it is known already
 */
export function credentials(context, { purpose = 'ACTIVATE', userName = '' }) {
  const [title, text] = WORDS[purpose];
  const move = { purpose, userName };
  return asking(context, { title, text, userName, move }, async (typed) => {
    move.userName = typed.userName;
    if (purpose === 'ACTIVATE') {
      await activate(context, typed);
    } else {
      await goOn(context, await beginMove(context, purpose, typed));
    }
  });
}

/** Both once more, now that the person has read what a migration does. The first password is not kept. */
export function again(context, { move }) {
  return asking(context, { title: 'app.migrate-title', text: 'app.again-text', userName: '', move }, async (typed) => {
    await repeat(move.begun, { ...typed, language: currentLanguage() });
    await askToken(context, move);
  });
}

/** A user who has an authenticator elsewhere is asked what he wants: so that he types no password for it, a migration is begun. */
async function activate(context, typed) {
  const installation = await context.store.installation();
  try {
    const begun = await begin({ ...typed, language: currentLanguage() }, await report(installation, await unlockOf(installation)));
    context.replace('number', { begun });
  } catch (error) {
    if (codeOf(error) !== 'ACT_ALREADY_ELSEWHERE') {
      throw error;
    }
    context.replace('elsewhere', { move: await beginMove(context, 'MIGRATE', typed) });
  }
}

function asking(context, { title, text, userName, move }, send) {
  const name = field(t('login.user-name'), {
    type: 'text', autocomplete: 'username', required: true, maxlength: '100', autocapitalize: 'none', spellcheck: 'false',
  });
  name.input.value = userName;
  const password = passwordField(t('login.password'), 'current-password');
  const made = form(async () => {
    try {
      await send({ userName: name.value.trim(), password: password.value });
    } catch (error) {
      refuse(error);
    }
  }, { button: t('form.continue'), fields: [name, password], missing: t('form.missing'), also: [back(context)] });

  const refuse = (error) => {
    if (codeOf(error) === 'LOGIN_BAD_CREDENTIALS') {
      password.refuse(words(error), { forget: true });
    } else if (isOfActivation(error)) {
      const { purpose, userName: known } = move;
      fail(context, error, { move: purpose === 'ACTIVATE' ? undefined : move, again: (there) => there.replace('credentials', { purpose, userName: known }) });
    } else if (isExpected(error)) {
      showTrouble(made.trouble, words(error, { phone: context.phone }));
    } else {
      throw error;
    }
  };
  return {
    ...view(t(title), [h('p', {}, t(text)), made.element]),
    focus: () => (userName === '' ? name : password).input.focus(),
  };
}
