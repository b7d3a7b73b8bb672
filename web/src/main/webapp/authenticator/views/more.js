import { ask } from '../../shared/dialogs.js';
import { h } from '../../shared/dom.js';
import { button, showTrouble } from '../../shared/parts.js';
import { isExpected, words } from '../../shared/refusals.js';
import { t } from '../../shared/texts.js';
import { reset } from '../resetting.js';
import { canRespond } from '../users.js';
import { view } from './parts.js';

/** What is seldom needed: to hand users over to another app, and to begin anew. */
export function more(context) {
  const trouble = h('div', { class: 'trouble' });
  const row = (title, text, act, kind) => h('li', { class: 'row' }, h('div', { class: 'grow' }, h('p', { class: 'what' }, t(title)), h('p', {}, t(text))),
    button(t(title), act, kind));
  return view(t('app.more'), [trouble, h('ul', { class: 'rows' },
    context.users.some(canRespond) && row('app.hand-over', 'app.hand-over-what', () => context.go('handOver'), 'secondary'),
    row('app.reset', 'app.reset-what', () => resetApp(context, trouble), 'danger'))],
  [button(t('app.to-start'), () => context.home(), 'plain')]);
}

/** Warns of what it takes to come back from it, clears everything and begins anew. */
async function resetApp(context, trouble) {
  const text = t(context.installation.unlock === 'DEVICE' ? 'app.reset-warning-unlock' : 'app.reset-warning');
  if (!await ask({ title: t('app.reset-ask'), text, yes: t('app.reset') })) {
    return;
  }
  try {
    await reset(context.store);
    location.replace(location.pathname);
  } catch (error) {
    if (!isExpected(error)) {
      throw error;
    }
    showTrouble(trouble, words(error, { phone: context.phone }));
  }
}
