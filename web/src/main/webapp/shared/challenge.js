import { fill, h } from './dom.js';
import { announce, button, notice, responseField, spelled, spelledOut } from './parts.js';
import { askedOf } from './asked.js';
import { t } from './texts.js';

/** The way of the authenticator: a challenge to be typed there, and the field for what it answers. */
export function challengeWay(view, attempt, { labels, phone, ask }) {
  const device = askedOf(view).label;
  const trouble = h('div');
  const challenge = challengeBox(device);
  const late = h('div');
  const renew = () => ask(trouble, () => attempt.askChallenge());
  return {
    title: t('challenge.title'),
    help: 'no-notification',
    field: responseField(t('response.label')),
    missing: t('response.missing'),
    above: h('div', {}, view.started.pushPaused && notice('warning', labels.paused), challenge.element, trouble),
    below: h('div', { class: 'other-ways' }, button(t('challenge.another'), renew, 'plain'), late,
      h('p', { class: 'hint' }, phone ? t('challenge.no-phone-call', { phone }) : t('challenge.no-phone'))),
    follow({ challenge: digits, state, number }) {
      challenge.show(state === 'EXPIRED' ? '' : digits);
      fill(late, number && h('p', {}, t('waiting.late-number', { number })));
    },
    /** A challenge that is too old is followed by another one. */
    renew,
  };
}

/**
 * A challenge, large and in groups of three.
 *
 * @param {string} device the phone that answers it
 * @returns {{element: Element, show: function(string)}} `show` puts another one there; an empty one says that it is over
 */
export function challengeBox(device) {
  const place = h('div', { class: 'challenge' });
  let last = null;
  return {
    element: place,
    show(digits) {
      if (digits === last) {
        return;
      }
      last = digits;
      if (digits === '') {
        fill(place, h('p', {}, t('challenge.expired')));
        announce(t('challenge.expired'));
        return;
      }
      fill(place, h('p', { class: 'challenge-label' }, t('challenge.label')),
        spelledOut('challenge-digits', `${digits.slice(0, 3)} ${digits.slice(3)}`, digits),
        h('p', {}, t('challenge.do', { device })));
      announce(`${t('challenge.label')}: ${spelled(digits)}`);
    },
  };
}
