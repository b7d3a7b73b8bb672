import { h } from '../../shared/dom.js';
import { button, showTrouble } from '../../shared/parts.js';
import { isExpected, words } from '../../shared/refusals.js';
import { t } from '../../shared/texts.js';
import { findCredential, NoDeviceUnlock, NotUnlocked } from '../device-kind.js';
import { fail, isOfActivation } from '../failures.js';
import { ofKey } from '../flow.js';
import { askToken } from '../moving.js';
import { signHandOver } from '../signing.js';
import { back, view } from './parts.js';

/** Users of an earlier set-up on this phone, each with the way back: one is recovered at a time. */
export function earlierUsers(context) {
  const { earlier = [] } = context.installation;
  return earlier.length > 0 && h('section', { 'aria-labelledby': 'earlier' }, h('h2', { id: 'earlier' }, t('app.recover-offer')),
    h('ul', { class: 'rows' }, earlier.map(({ userName }) => h('li', { class: 'row' }, h('p', { class: 'grow what' }, userName),
      recoverButton(context, userName), forgetButton(context, userName)))));
}

/** The way back for a user whose authenticator this phone was. */
export function recoverButton(context, userName) {
  return named(t('app.recover'), userName, () => context.go('credentials', { purpose: 'RECOVER', userName }), 'secondary');
}

/** What is said where a user's keys were not opened: the phone may not have them any more. */
export function notOpened(context, { userName }) {
  return [h('p', {}, t('app.element-failed')), h('p', {}, t('app.key-gone')), recoverButton(context, userName)];
}

function forgetButton(context, userName) {
  return named(t('app.forget'), userName, async () => {
    await context.store.forgetEarlier(userName);
    await context.refresh();
    context.redraw();
  }, 'plain');
}

/** A button that says to those who do not see its row whom it is about. */
function named(label, userName, act, kind) {
  const made = button(label, act, kind);
  made.setAttribute('aria-label', `${label}: ${userName}`);
  return made;
}

/** The key of the earlier set-up may still be in the phone's lock; who has it needs no SMS. */
export function key(context, { move }) {
  const trouble = h('div', { class: 'trouble' });
  const known = [...context.users, ...context.installation.earlier ?? []].find(({ userName }) => userName === move.userName)?.credential;
  const trying = (act) => async () => {
    try {
      await act();
    } catch (error) {
      if (error instanceof NotUnlocked || error instanceof NoDeviceUnlock) {
        showTrouble(trouble, t('app.key-missing'));
      } else if (isOfActivation(error)) {
        fail(context, error, { move });
      } else if (isExpected(error)) {
        showTrouble(trouble, words(error, { phone: context.phone }));
      } else {
        throw error;
      }
    }
  };
  const byKey = trying(async () => {
    const credential = known ?? await findCredential();
    context.replace('looking', { enrolling: ofKey(context, move, (activation) => signHandOver({ credential }, activation.transcript)) });
  });
  return view(t('app.recover-title'), [trouble, h('p', {}, t('app.key-text'))], [
    button(t('app.key-use'), byKey, 'primary'),
    button(t('app.key-token'), trying(() => askToken(context, move))),
    back(context),
  ]);
}
