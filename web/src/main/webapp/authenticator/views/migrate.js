import { ask } from '../../shared/dialogs.js';
import { h } from '../../shared/dom.js';
import { button } from '../../shared/parts.js';
import { t } from '../../shared/texts.js';
import { back, view } from './parts.js';

/** The user's authenticator is on another phone, and may stay there: two ways to go. */
export function elsewhere(context, { move }) {
  const { userName: user } = move;
  const migrate = async () => {
    if (await ask({ title: t('app.migrate-ask', { user }), text: t('app.migrate-explained', { user }), yes: t('app.migrate') })) {
      context.replace('migrate', { move });
    }
  };
  return view(t('app.elsewhere-title'), [
    h('p', {}, t('app.already-elsewhere')),
    h('h2', {}, t('app.keep-title')), h('p', {}, t('app.keep-text')),
    h('h2', {}, t('app.migrate-title')), h('p', {}, t('app.migrate-explained', { user })),
  ], [
    button(t('app.migrate'), migrate, 'primary'),
    h('a', { class: 'button', href: '/', target: '_blank', rel: 'noopener' }, t('app.keep'),
      h('span', { class: 'visually-hidden' }, ` (${t('help.new-tab')})`)),
    back(context),
  ]);
}

/** What a migration does and needs, before the password is typed once more. */
export function migrate(context, { move }) {
  return view(t('app.migrate-title'), [
    h('p', { class: 'lead' }, t('app.migrate-explained', { user: move.userName })),
    h('ol', {}, ['app.migrate-again', 'app.migrate-token', 'app.migrate-unlock'].map((key) => h('li', {}, t(key)))),
    h('p', {}, t('app.migrate-others')),
    h('p', {}, t('app.migrate-told')),
  ], [button(t('form.continue'), () => context.replace('again', { move }), 'primary'), back(context)]);
}
