import { open } from '../../shared/dialogs.js';
import { fill, h } from '../../shared/dom.js';
import { button, copyButton, field, form, notice, showTrouble } from '../../shared/parts.js';
import { t } from '../../shared/texts.js';
import { NotUnlocked } from '../device-kind.js';
import { NotHandedOver } from '../enrolling.js';
import { readAnswer, readRequest, writeAnswer, writeRequest } from '../protocol/hand-over.js';
import { signHandOver } from '../signing.js';
import { canRespond } from '../users.js';
import { back, view } from './parts.js';

/**
 * In the new app: has its person carry the request to the earlier app and the answer back. Two apps of browsers do not see each other.
 *
 * @throws {NotHandedOver} if he gives it up
 */
export function askEarlierApp({ userName }, { transcript }) {
  return new Promise((resolve, reject) => {
    const shown = open(t('app.merge-title'), () => reject(new NotHandedOver()));
    const request = writeRequest(userName, transcript);
    const answer = pasted('app.merge-answer', readAnswer, 'app.merge-answer-form');
    const made = form(async () => {
      resolve(readAnswer(answer.value));
      shown.close();
    }, {
      button: t('form.continue'), fields: [answer], missing: t('form.missing'), also: [button(t('form.cancel'), () => shown.close(), 'plain')],
    });
    shown.body.append(h('p', {}, t('app.merge-copy')), ...copied('app.merge-request', request), h('p', {}, t('app.merge-paste')), made.element);
  });
}

/** In the earlier app: reads the request, says what it would do, and signs it. */
export function handOver(context) {
  const place = h('div', { class: 'place' });
  const request = pasted('app.merge-request', readRequest, 'app.merge-request-form');
  const made = form(async () => {
    const { userName, transcript } = readRequest(request.value);
    const user = context.users.find((one) => one.userName.toLowerCase() === userName.toLowerCase() && canRespond(one));
    if (user) {
      confirm(place, context, user, transcript);
    } else {
      request.refuse(t('app.merge-nobody', { user: userName }));
    }
  }, { button: t('form.continue'), fields: [request], missing: t('form.missing'), also: [back(context)] });
  fill(place, h('p', {}, t('app.hand-over-text')), made.element);
  return { ...view(t('app.hand-over'), place), focus: () => request.input.focus() };
}

function confirm(place, context, user, transcript) {
  const trouble = h('div', { class: 'trouble' });
  const sign = async () => {
    try {
      const answer = writeAnswer(await signHandOver(user, transcript));
      fill(place, notice('good', t('app.hand-over-done')), ...copied('app.merge-answer', answer),
        h('div', { class: 'actions' }, button(t('app.to-start'), () => context.home(), 'plain')));
      place.querySelector('button').focus();
    } catch (error) {
      if (!(error instanceof NotUnlocked)) {
        throw error;
      }
      showTrouble(trouble, t('app.element-failed'));
    }
  };
  fill(place, trouble, notice('warning', h('p', {}, t('app.hand-over-ask', { user: user.userName })), h('p', {}, t('app.hand-over-warning'))),
    h('div', { class: 'actions' }, button(t('app.hand-over'), sign, 'danger'), back(context)));
  place.querySelector('button').focus();
}

/** A field for what was copied elsewhere. */
function pasted(label, read, mistake) {
  const made = field(t(label), {}, { control: h('textarea', { rows: '4', required: true, spellcheck: 'false', autocomplete: 'off', autocapitalize: 'none' }) });
  made.mistake = () => (read(made.value) ? null : t(mistake));
  return made;
}

/** A text to be copied, and the button that does it. */
function copied(label, text) {
  const shown = field(t(label), {}, { control: h('textarea', { rows: '4', readonly: true }) });
  shown.input.value = text;
  return [h('div', { class: 'actions' }, copyButton(() => text)), shown.element];
}
