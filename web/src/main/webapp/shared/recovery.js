import { h } from './dom.js';
import { field, inGroups } from './parts.js';
import { t } from './texts.js';
import { takeCodes } from './typed.js';

const GROUP = 4;

/** The way of recovery codes: nothing is asked, and nothing can be sent again. */
export function recoveryWay() {
  return {
    title: t('recovery.title'),
    field: recoveryField(),
    missing: t('recovery.missing'),
    above: h('p', {}, t('recovery.do')),
    below: null,
    follow() {},
    renew: async () => false,
  };
}

/** A field for one code: case, blanks and dashes are forgiven, and what cannot be one costs no try. */
function recoveryField() {
  const made = field(t('recovery.label'), {
    class: 'code', type: 'text', autocomplete: 'off', required: true, maxlength: '20', autocapitalize: 'characters', spellcheck: 'false',
  });
  takeCodes(made, /^[0-9a-z]{12}$/i, () => t('recovery.form'));
  inGroups(made.input, GROUP, '-');
  return made;
}
