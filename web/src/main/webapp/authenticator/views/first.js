import { h } from '../../shared/dom.js';
import { button, helpLink, notice } from '../../shared/parts.js';
import { t } from '../../shared/texts.js';
import { isInstalled, platform } from '../device.js';
import { back, view } from './parts.js';

/** What this is, and the ways to a user: also for the second one. */
export function first(context) {
  const adds = context.users.length > 0;
  const onHomeScreen = platform() !== 'IOS_BROWSER' || isInstalled();
  return view(t(adds ? 'app.add-user' : 'app.first-title'), [
    !onHomeScreen && notice('warning', h('p', {}, t('app.install-ios'))),
    !adds && h('p', {}, t('app.first-text')),
    h('p', {}, t('app.first-how')),
    context.installer && h('div', { class: 'actions' }, button(t('app.install'), () => context.installer())),
    helpLink('activation-error'),
  ], [
    button(t('app.scan'), () => context.go('scan'), 'primary'),
    button(t('app.type'), () => context.go('type')),
    button(t('app.credentials'), () => context.go('credentials'), 'plain'),
    adds && back(context),
  ]);
}
