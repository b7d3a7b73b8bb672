import { h } from '../../shared/dom.js';
import { button, disclosure, helpLink, notice } from '../../shared/parts.js';
import { t } from '../../shared/texts.js';
import { isInstalled, platform } from '../device.js';
import { back, view } from './parts.js';
import { earlierUsers } from './recover.js';

/** What this is, and the ways to a user: also for the second one. */
export function first(context) {
  const adds = context.users.length > 0;
  const onHomeScreen = platform() !== 'IOS_BROWSER' || isInstalled();
  return view(t(adds ? 'app.add-user' : 'app.first-title'), [
    !onHomeScreen && notice('warning', h('p', {}, t('app.install-ios'))),
    !adds && h('p', {}, t('app.first-text')),
    h('p', {}, t('app.first-how')),
    earlierUsers(context),
    context.installer && h('div', { class: 'actions' }, button(t('app.install'), () => context.installer())),
    haveOne(context),
    helpLink('activation-error'),
  ], [
    button(t('app.scan'), () => context.go('scan'), 'primary'),
    button(t('app.type'), () => context.go('type')),
    button(t('app.credentials'), () => context.go('credentials'), 'plain'),
    adds && back(context),
  ]);
}

/** For users who have an authenticator, one tap away: each way by which it comes to this app. */
function haveOne(context) {
  const row = (purpose, label, text) => h('li', { class: 'row' }, h('p', { class: 'grow' }, t(text)),
    button(t(label), () => context.go('credentials', { purpose }), 'secondary'));
  return disclosure(t('app.have-one'), h('ul', { class: 'rows' },
    row('MIGRATE', 'app.migrate', 'app.migrate-when'),
    row('RECOVER', 'app.recover', 'app.recover-when'),
    row('MERGE', 'app.merge', 'app.merge-when')));
}
