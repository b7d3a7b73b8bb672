import { h } from './dom.js';
import { button, cardField, field, loaded, opener } from './parts.js';
import { askedOf } from './asked.js';
import { challengeBox } from './challenge.js';
import { t } from './texts.js';

/** The way of a display card: a challenge to be typed there after the PIN, where the card takes one, and the field for what it shows. */
export function cardWay(view, attempt, { ask, tell, phone, signal }) {
  const serial = askedOf(view).label;
  const trouble = h('div');
  const asks = view.started.challenge !== undefined;
  const challenge = cardChallenge(serial);
  const answer = cardField();
  const renew = () => ask(trouble, () => attempt.askChallenge());
  const refusal = refusedAnswers((answers) => attempt.diagnoseCard(answers), { phone, signal }, {
    ask: () => attempt.askTwice(),
    answer: async (codes) => {
      tell(await attempt.resynchronise(codes));
      answer.accept();
    },
  });
  return {
    title: t('card.title'),
    help: 'card-refused',
    field: answer,
    missing: t('card.missing'),
    above: h('div', {}, asks ? challenge.element : h('p', {}, t('card.do-press', { serial })), trouble),
    below: h('div', { class: 'other-ways' }, asks && button(t('card.another'), renew, 'plain'),
      refusal.element),
    follow({ challenge: digits, state }) {
      if (asks) {
        challenge.show(state === 'EXPIRED' ? '' : digits);
      }
    },
    /** A challenge that is too old is followed by another one. */
    renew,
    afterWrong: async () => refusal.close(),
  };
}

/**
 * Finds out why the answers of a card are refused, when it is asked to.
 *
 * @param {function(Object): Promise<Object>} diagnose takes what the user has said by question
 * @param {{phone: string, signal: AbortSignal, replacing: function?}} screen as of `refused` of refused.js
 * @param {{ask: function, answer: function}} twice how a card is found again that ran away
 * @returns {{element: Element, close: function}} `close` after another answer, to which what was found out may not apply
 */
export function refusedAnswers(diagnose, screen, twice) {
  return opener(t('refused.open'), async () => {
    const { refused } = await loaded(import('./refused.js'));
    return refused(diagnose, twice, screen);
  });
}

/** Two fields for the PIN that the user will type on the card: four digits, and the same again. */
export function cardPinFields() {
  const digits = { type: 'password', inputmode: 'numeric', autocomplete: 'off', required: true, maxlength: '4' };
  const pin = field(t('card.pin'), digits, { hint: t('card.pin-text') });
  const again = field(t('card.pin-again'), digits);
  pin.mistake = () => (/^[0-9]{4}$/.test(pin.value) ? null : t('card.pin-form'));
  again.mistake = () => (again.value === pin.value ? null : t('card.pin-mismatch'));
  return [pin, again];
}

/** A challenge in large digits, with what to do on the card. */
export function cardChallenge(serial) {
  return challengeBox({ todo: t('card.do', { serial }), over: t('card.expired') });
}
