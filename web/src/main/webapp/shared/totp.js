import { h } from './dom.js';
import { appCodeField } from './parts.js';
import { askedOf } from './asked.js';
import { t } from './texts.js';

/** The way of an app that shows codes by itself: nothing is asked, and nothing can be sent again. */
export function totpWay(view) {
  return {
    title: t('totp.title'),
    field: appCodeField(t('code.label')),
    missing: t('code.missing'),
    above: h('p', {}, t('totp.do', { device: askedOf(view).label })),
    below: null,
    follow() {},
    renew: async () => false,
  };
}
