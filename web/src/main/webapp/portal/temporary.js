import { h } from '../shared/dom.js';
import { notice } from '../shared/parts.js';
import { t } from '../shared/texts.js';

/** Kinds of logins for whoever has lost his phone. */
const STAND_INS = ['TEMPORARY_PASSCODE', 'ONLINE_GRID_CARD'];

/** Whether the user is here by what stands in for a lost factor. */
export function isByStandIn({ factor }) {
  return STAND_INS.includes(factor);
}

/** Whether the user is here by a passcode of the help desk, which permits little. */
export function isTemporary({ factor }) {
  return factor === 'TEMPORARY_PASSCODE';
}

/** Says something of temporary access, and leads on to what replaces it. */
export function leadingOn(text) {
  return notice('warning', h('p', {}, text),
    h('p', {}, h('a', { href: '#grid' }, t('grid.link')), ' · ', h('a', { href: '#authenticator' }, t('menu.authenticator'))));
}
