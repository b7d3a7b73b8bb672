import { fill, h } from '../../shared/dom.js';
import { button, field, form, helpLink, inGroups, notice, passwordField, showTrouble } from '../../shared/parts.js';
import { t } from '../../shared/texts.js';
import { NoDeviceUnlock, NotUnlocked } from '../device-kind.js';
import { failure } from '../failures.js';
import { challenge as readChallenge, isPin } from '../protocol/typed.js';
import { asksPin, openKey, respond } from '../respond.js';
import { canRespond } from '../users.js';
import { view } from './parts.js';
import { earlierUsers, notOpened } from './recover.js';
import { userList } from './user-list.js';

/** Where the app opens: the challenge of a login, and who is on this phone. */
export function home(context) {
  const able = context.users.filter(canRespond);
  const asking = able.length > 0 ? challengeForm(context, able) : null;
  const shown = view(t('app.authenticate'), [
    notices(context),
    asking?.element,
    userList(context),
    earlierUsers(context),
    helpLink(),
  ], [
    button(t('app.add-user'), () => context.go('first')), button(t('app.notify-title'), () => context.go('notifications', {}), 'plain'),
    context.installer && button(t('app.install'), () => context.installer(), 'plain'),
    button(t('app.more'), () => context.go('more'), 'plain'),
  ]);
  return asking ? { ...shown, focus: asking.focus } : shown;
}

function notices(context) {
  const place = h('div');
  const tell = () => fill(place,
    context.refused && notice('bad', h('p', {}, failure(context.refused).text)),
    (context.lost || !navigator.onLine) && notice('note', t('app.offline')));
  ['online', 'offline'].forEach((event) => addEventListener(event, tell, { signal: context.signal }));
  document.addEventListener('connection', tell, { signal: context.signal });
  tell();
  return place;
}

/** Whose response, by which PIN, to which challenge. */
function challengeForm(context, able) {
  const whose = userChooser(context, able);
  const pin = passwordField(t('app.pin-label'), 'off');
  const challenge = field(t('app.challenge'), {
    class: 'code', type: 'text', inputmode: 'numeric', required: true, maxlength: '20', autocomplete: 'off',
  }, { hint: t('app.challenge-hint') });
  inGroups(challenge.input, 3, ' ');
  pin.mistake = () => (pin.input.required && !isPin(pin.value) ? t('app.pin-form') : null);
  challenge.mistake = () => (readChallenge(challenge.value) ? null : t('app.challenge-form'));

  const made = form(async () => {
    try {
      // Another tab may have renewed a key.
      await context.refresh();
      const user = whose.chosen();
      const opened = await openKey(user);
      const response = await respond(user, opened.key, readChallenge(challenge.value), pin.value);
      pin.input.value = '';
      await context.noteAsked(user);
      context.go('response', { user, response });
      context.renewKey(user, opened);
    } catch (error) {
      if (!(error instanceof NotUnlocked || error instanceof NoDeviceUnlock)) {
        throw error;
      }
      showTrouble(made.trouble, notOpened(context, whose.chosen()));
    }
  }, { button: t('app.respond'), fields: [whose, pin, challenge].filter((one) => one.element), missing: t('form.missing') });

  const adapt = () => {
    const byPin = asksPin(whose.chosen());
    pin.element.hidden = !byPin;
    pin.input.required = byPin;
  };
  whose.input.addEventListener('change', adapt);
  adapt();
  const focus = () => (pin.input.required ? pin : challenge).input.focus();
  return { element: h('div', { class: 'card' }, able.length === 1 && h('dl', { class: 'facts' }, h('dt', {}, t('app.user')), h('dd', { class: 'what' }, able[0].userName)), made.element), focus };
}

/** Who is asked for: the last one, unless the person says otherwise. One alone is not asked about. */
function userChooser(context, able) {
  const select = h('select', {}, able.map(({ enrolment, userName }) =>
    h('option', { value: enrolment, selected: enrolment === context.installation.lastAsked }, userName)));
  const made = field(t('app.user'), {}, { control: select });
  return {
    element: able.length > 1 ? made.element : null,
    input: select,
    value: select.value,
    accept: made.accept,
    chosen: () => context.users.find(({ enrolment }) => enrolment === select.value),
  };
}
