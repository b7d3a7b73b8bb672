import { h } from './dom.js';
import { button, cardField } from './parts.js';
import { askedOf } from './asked.js';
import { challengeBox } from './challenge.js';
import { t } from './texts.js';

/** The way of a display card: a challenge to be typed there after the PIN, where the card takes one, and the field for what it shows. */
export function cardWay(view, attempt, { ask }) {
  const serial = askedOf(view).label;
  const trouble = h('div');
  const asks = view.started.challenge !== undefined;
  const challenge = cardChallenge(serial);
  const renew = () => ask(trouble, () => attempt.askChallenge());
  return {
    title: t('card.title'),
    help: 'card',
    field: cardField(),
    missing: t('card.missing'),
    above: h('div', {}, asks ? challenge.element : h('p', {}, t('card.do-press', { serial })), trouble),
    below: asks && h('div', { class: 'other-ways' }, button(t('card.another'), renew, 'plain')),
    follow({ challenge: digits, state }) {
      if (asks) {
        challenge.show(state === 'EXPIRED' ? '' : digits);
      }
    },
    /** A challenge that is too old is followed by another one. */
    renew,
  };
}

/** A challenge in large digits, with what to do on the card. */
export function cardChallenge(serial) {
  return challengeBox({ todo: t('card.do', { serial }), over: t('card.expired') });
}
