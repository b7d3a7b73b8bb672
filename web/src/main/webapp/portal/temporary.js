import { h } from '../shared/dom.js';
import { notice } from '../shared/parts.js';
import { t } from '../shared/texts.js';

/** Whether the user is here by a passcode of the help desk, which permits little. */
export function isTemporary({ factor }) {
  return factor === 'TEMPORARY_PASSCODE';
}

/** Says something of temporary access, and leads on to what replaces it. */
export function leadingOn(text) {
  return notice('warning', h('p', {}, text),
    h('p', {}, h('a', { href: '#grid' }, t('grid.link')), ' · ', h('a', { href: '#authenticator' }, t('menu.authenticator'))));
}
