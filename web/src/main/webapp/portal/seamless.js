import { fill, h } from '../shared/dom.js';
import { call } from '../shared/api.js';
import { missing } from '../shared/missing.js';
import { announce, button, notice } from '../shared/parts.js';
import { confirmed } from '../shared/proof.js';
import { t } from '../shared/texts.js';

/** Whether logins ask the phone by a notification, and the choice. */
export async function seamlessCard(context, device) {
  let { enabled, paused } = await call('GET', '/me/seamless');
  let wanted = enabled;
  const said = h('div');
  const choice = (value, key) => h('label', {}, h('input', {
    type: 'radio', name: 'seamless', checked: value === enabled, onchange: () => { wanted = value; },
  }), t(key));

  const save = () => context.attempt(said, async () => {
    fill(said);
    if (wanted !== enabled) {
      const changed = await confirmed('SEAMLESS_CHANGE', (confirmation) => call('PUT', '/me/seamless', { enabled: wanted, confirmation }), context);
      if (changed === undefined) {
        return;
      }
      ({ enabled } = changed);
    }
    fill(said, notice('good', t('seamless.saved')));
    announce(t('seamless.saved'));
  });

  return h('section', { class: 'card' }, h('h2', {}, t('seamless.title')),
    paused && notice('warning', t('waiting.paused')),
    h('p', { class: 'hint' }, t('seamless.text', { device })),
    h('fieldset', { class: 'choice' }, h('legend', { class: 'visually-hidden' }, t('seamless.title')),
      choice(true, 'seamless.enabled'), choice(false, 'seamless.disabled')), said,
    h('div', { class: 'actions' }, button(t('seamless.save'), save)), noNotification(context));
}

/** Finds out why no notifications come, when it is asked to. */
function noNotification(context) {
  const place = h('div', { class: 'other-ways' });
  const { element, ask } = missing({ diagnose: (answers) => call('POST', '/me/diagnosis/notifications', answers) },
    { signal: context.signal, phone: context.phone, paused: t('waiting.paused') });
  fill(place, button(t('missing.open'), () => {
    fill(place, h('h3', {}, t('missing.open')), element);
    return ask(true);
  }, 'plain'));
  return place;
}
