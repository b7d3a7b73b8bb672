import { h } from './dom.js';
import { callUs, inquiry } from './inquiry.js';
import { button } from './parts.js';
import { resynchronising } from './resync.js';
import { t, untilTime } from './texts.js';

/** What a verdict says, where it is one text for all cards. */
const TEXTS = {
  K_EXPIRED: 'refused.expired',
  K_FORMAT: 'refused.format',
  K_OTHER_CARD: 'refused.other-card',
  K_NOT_ACTIVE: 'refused.not-active',
  K_RETIRED: 'refused.retired',
  K_OUT_OF_STEP: 'refused.out-of-step',
  K_PIN_LIKELY: 'refused.pin-likely',
  K_PIN_FORGOTTEN: 'refused.pin-forgotten',
  K_DEFECT: 'refused.defect',
  K_BUTTONS: 'refused.buttons',
  K_NOTHING_FOUND: 'refused.nothing-found',
};

/** In the place of a diagnosis: the card ran away, and was found again. */
const FOUND = {};

const QUESTIONS = { pin: 'refused.ask-pin', display: 'refused.ask-display', pressed: 'refused.ask-pressed' };

/**
 * Finds out why the answers of a card are refused.
 *
 * @param {function(Object): Promise<Object>} diagnose takes what the user has said by question, yields the server's diagnosis
 * @param {{ask: function, answer: function}} twice how a card is found again that ran away
 * @param {Object} screen
 * @param {AbortSignal} screen.signal ends it
 * @param {string} [screen.phone] of the help desk
 * @param {function(): function} [screen.replacing] yields what orders another card in the place of this one; nothing where none may be ordered
 */
export function refused(diagnose, twice, screen) {
  const made = inquiry({
    diagnose,
    describe: (diagnosis) => {
      if (diagnosis === FOUND) {
        return { kind: 'good', said: t('refused.in-step') };
      }
      const replace = diagnosis.verdict === 'K_DEFECT' && screen.replacing?.();
      return {
        said: [
          h('p', {}, replace ? t('refused.defect-order') : text(diagnosis, screen)),
          diagnosis.verdict !== 'K_ESCALATE' && h('small', { class: 'reference' }, t('refusal.reference', { ref: diagnosis.reference })),
        ],
        asking: diagnosis.question && t(QUESTIONS[diagnosis.question]),
        further: replace ? h('div', { class: 'actions' }, button(t('order.replace', { serial: diagnosis.card.serial }), replace))
          : diagnosis.verdict === 'K_OUT_OF_STEP' && resynchronising(twice, () => made.show(FOUND, true), screen.phone),
      };
    },
  }, screen);
  return made;
}

function text({ verdict, asked, card, blockedUntil, reference }, { phone }) {
  if (verdict === 'K_ESCALATE') {
    return callUs(phone, reference);
  }
  if (verdict === 'K_BLOCKED') {
    return t('refused.blocked', { until: untilTime(blockedUntil) });
  }
  if (verdict === 'K_OLD_CHALLENGE') {
    return t(card.asks ? 'refused.old-challenge' : 'refused.old-code');
  }
  const { serial, digits, day, days } = card;
  return t(TEXTS[verdict] ?? 'refusal.unknown', { asked, serial, n: digits, day, days });
}
