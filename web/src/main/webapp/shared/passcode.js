import { h } from './dom.js';
import { lettersField } from './grid.js';
import { t } from './texts.js';

/** The way of a passcode that the help desk dictated: nothing is asked, and nothing can be sent again. */
export function passcodeWay() {
  return {
    title: t('temp.title'),
    help: 'nothing-left',
    field: lettersField(t('factor.temporary'), { group: 4, separator: '-', length: 12, form: t('temp.form') }),
    missing: t('temp.form'),
    above: h('p', {}, t('temp.do')),
    below: null,
    follow() {},
    renew: async () => false,
  };
}
