import { deliveryLine, standing } from './delivery.js';
import { h, newId } from './dom.js';
import { button, codeField, loaded, openable, opener, resendCountDown } from './parts.js';
import { askedOf } from './asked.js';
import { t, unbroken } from './texts.js';

/** What becomes of a message after which its user is told to have another one sent. */
const NEEDS_ANOTHER = ['COOLDOWN', 'FAILED', 'EXPIRED'];

/** The way of an SMS: where the message is, the field for its code, and what helps when none comes. */
export function smsWay(view, attempt, screen) {
  const number = unbroken(askedOf(view).label);
  const line = deliveryLine(number, () => attempt.lookAtSms(), { signal: screen.signal });
  const mail = h('p', { class: 'hint', hidden: true }, t('message.also-by-mail'));
  const ways = otherWays(attempt, number, screen);
  const choice = view.factors.length > 1;
  return {
    title: t('login.code-title'),
    help: 'no-sms',
    field: codeField(t('code.label'), { hint: t('code.hint') }),
    missing: t('code.missing'),
    above: h('div', {}, line.element, mail),
    below: h('div', {}, ways.element, h('div', { class: 'other-ways' }, whereIsIt((answers) => attempt.diagnoseSms(answers), { ...screen, choice }))),
    follow(started) {
      line.show(started);
      mail.hidden = !started.alsoByMail;
      ways.follow(started);
    },
    /** Nothing but a new login follows a code that is too old. */
    renew: async () => false,
  };
}

/** What helps when no code comes: hidden until asked for, and without loss of what was typed. */
function otherWays(attempt, number, { phone, signal, labels, ask }) {
  const wait = h('p', { class: 'hint', id: newId() });
  const trouble = h('div');
  const again = button(t('message.again', { number }), () => ask(trouble, () => attempt.sendSms()));
  const { element, open } = openable(labels.resend, trouble, again, wait,
    h('ul', {}, h('li', {}, t('message.tip-restart')), h('li', {}, t('message.tip-spam')),
      h('li', {}, phone ? t('help.call', { phone }) : t('help.call-us'))));
  const count = resendCountDown(again, wait, signal);
  let until = '';
  let last = '';
  return {
    element,
    follow(started) {
      const { resendAt } = started;
      const told = standing(started);
      if (told !== last && NEEDS_ANOTHER.includes(told)) {
        open();
      }
      last = told;
      if (!resendAt || resendAt === until) {
        return;
      }
      until = resendAt;
      count(resendAt);
    },
  };
}

/**
 * Finds out why a text message does not come, when it is asked to.
 *
 * @param {function(Object): Promise<Object>} diagnose takes what the user has said by question
 * @param {{phone: string, signal: AbortSignal, choice: boolean?}} screen
 */
export function whereIsIt(diagnose, screen) {
  return opener(t('undelivered.open'), async () => {
    const { undelivered } = await loaded(import('./undelivered.js'));
    return undelivered(diagnose, screen);
  }).element;
}
