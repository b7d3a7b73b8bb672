import { h, icon } from '../../shared/dom.js';
import { ask } from '../../shared/dialogs.js';
import { announce, button } from '../../shared/parts.js';
import { t } from '../../shared/texts.js';
import { canRespond } from '../users.js';
import { recoverButton } from './recover.js';

/** How an enrolment stands: its sign and its words. */
const STATES = {
  ACTIVE: ['good', 'app.user-active'],
  REVOKED: ['bad', 'app.user-revoked'],
  MIGRATED_AWAY: ['bad', 'app.user-migrated'],
  MOVED: ['bad', 'app.user-moved'],
  RECOVERABLE: ['warning', 'app.user-recoverable'],
  STOPPED: ['bad', 'app.user-stopped'],
  UNKNOWN: ['warning', 'app.user-unknown'],
};

/** Everybody on this phone, also those whose activation is over, with the reason. */
export function userList(context) {
  return h('section', { 'aria-labelledby': 'users' }, h('h2', { id: 'users' }, t('app.users')),
    h('ul', { class: 'rows' }, context.users.map((user) => row(context, user))));
}

function row(context, user) {
  const [kind, key] = user.isCopy ? ['warning', 'app.user-copy'] : STATES[user.state];
  const remove = button(t('app.remove'), () => removeUser(context, user), 'plain');
  remove.setAttribute('aria-label', `${t('app.remove')}: ${user.userName}`);
  return h('li', { class: 'row' }, h('div', { class: 'grow' }, h('p', { class: 'what' }, user.userName),
    h('p', { class: `state ${kind}` }, icon(kind), ' ', t(key))), wayBack(context, user), user.state !== 'ACTIVE' && remove);
}

/** How his authenticator comes to this phone again, where that is his own to do. */
function wayBack(context, { state, isCopy, userName }) {
  if (state === 'RECOVERABLE' || isCopy) {
    return recoverButton(context, userName);
  }
  return state === 'MIGRATED_AWAY' && button(t('app.migrate-back'), () => context.go('credentials', { purpose: 'MIGRATE', userName }));
}

async function removeUser(context, user) {
  const question = { title: t('app.remove-title', { user: user.userName }), text: t('app.remove-text'), yes: t('app.remove') };
  if (!canRespond(user) || await ask(question)) {
    await context.store.removeUser(user.enrolment);
    await context.refresh();
    context.redraw();
    announce(t('app.removed', { user: user.userName }));
  }
}
