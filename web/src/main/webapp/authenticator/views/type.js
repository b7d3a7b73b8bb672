import { Unreachable } from '../../shared/api.js';
import { announce, field, form, inGroups, showTrouble } from '../../shared/parts.js';
import { codeOf } from '../../shared/refusals.js';
import { t } from '../../shared/texts.js';
import { fail, failure } from '../failures.js';
import { begin, ofCode } from '../flow.js';
import { activationCode } from '../protocol/typed.js';
import { back, view } from './parts.js';

/** The twelve characters that stand under the QR code. */
export function type(context) {
  const code = field(t('app.code-label'), {
    class: 'code', type: 'text', required: true, maxlength: '40', autocomplete: 'off', autocapitalize: 'characters', spellcheck: 'false',
  }, { hint: t('app.code-hint') });
  code.mistake = () => (activationCode(code.value) ? null : t('app.code-form'));
  inGroups(code.input, 4, '-');
  const made = form(async () => {
    announce(t('app.looking'));
    try {
      await begin(context, await ofCode(context, activationCode(code.value)));
    } catch (error) {
      refuse(error);
    }
  }, { button: t('form.continue'), fields: [code], missing: t('code.missing'), also: [back(context)] });

  const refuse = (error) => {
    if (codeOf(error) === 'ACT_SESSION_UNKNOWN') {
      code.refuse(t('app.code-unknown'));
    } else if (error instanceof Unreachable) {
      showTrouble(made.trouble, failure(error).text);
    } else {
      fail(context, error, { again: (there) => there.replace('type') });
    }
  };
  return { ...view(t('app.code-title'), made.element), focus: () => code.input.focus() };
}
