import { fill, h } from './dom.js';
import { announce, button, loaded, notice, opener, responseField, spelled, spelledOut } from './parts.js';
import { askedOf } from './asked.js';
import { t } from './texts.js';

/** The way of the authenticator: a challenge to be typed there, and the field for what it answers. */
export function challengeWay(view, attempt, { labels, phone, ask, signal }) {
  const device = askedOf(view).label;
  const trouble = h('div');
  const challenge = phoneChallenge(device);
  const late = h('div');
  const renew = () => ask(trouble, () => attempt.askChallenge());
  return {
    title: t('challenge.title'),
    help: 'no-notification',
    field: responseField(t('response.label')),
    missing: t('response.missing'),
    above: h('div', {}, view.started.pushPaused && notice('warning', labels.paused), challenge.element, trouble),
    below: h('div', { class: 'other-ways' }, button(t('challenge.another'), renew, 'plain'), late,
      noNotification(attempt, { phone, signal, again: () => ask(trouble, () => attempt.askPhone()) }, view.started.pushPaused),
      labels.secondPhone && secondPhone(device),
      h('p', { class: 'hint' }, phone ? t('challenge.no-phone-call', { phone }) : t('challenge.no-phone'))),
    follow({ challenge: digits, state, number }) {
      challenge.show(state === 'EXPIRED' ? '' : digits);
      fill(late, number && h('p', {}, t('waiting.late-number', { number })));
    },
    /** A challenge that is too old is followed by another one. */
    renew,
  };
}

/** The challenge of an authenticator. */
export function phoneChallenge(device) {
  return challengeBox({ todo: t('challenge.do', { device }), over: t('challenge.expired') });
}

/** Finds out why no notification comes, when it is asked to; after a pause by itself. */
function noNotification(attempt, screen, isPaused) {
  const { element, open } = opener(t('missing.open'), async () => {
    const { missing } = await loaded(import('./missing.js'));
    return missing({ diagnose: (answers) => attempt.diagnose(answers), look: () => attempt.lookAtDiagnosis() }, screen);
  });
  if (isPaused) {
    open(false);
  }
  return element;
}

/**
 * For a phone in the hand that is not the authenticator: the way that is under way, and the other one.
 *
 * @param {string} device the one that is
 */
export function secondPhone(device) {
  return h('ul', {}, h('li', {}, t('missing.use-there', { device })),
    h('li', {}, h('a', { href: '/authenticator/', target: '_blank', rel: 'noopener' }, t('missing.migrate'),
      h('span', { class: 'visually-hidden' }, ` (${t('help.new-tab')})`))));
}

/**
 * A challenge, large and in groups of three.
 *
 * @param {{todo: string, over: string}} words what to do with it, and that its time is over
 * @returns {{element: Element, show: function(string)}} `show` puts another one there; an empty one says that it is over
 */
export function challengeBox({ todo, over }) {
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
        fill(place, h('p', {}, over));
        announce(over);
        return;
      }
      fill(place, h('p', { class: 'challenge-label' }, t('challenge.label')),
        spelledOut('challenge-digits', `${digits.slice(0, 3)} ${digits.slice(3)}`, digits),
        h('p', {}, todo));
      announce(`${t('challenge.label')}: ${spelled(digits)}`);
    },
  };
}
