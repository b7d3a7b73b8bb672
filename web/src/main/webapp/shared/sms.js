import { serverNow } from './api.js';
import { fill, h, newId } from './dom.js';
import { button, codeField, disclosure, loaded, notice, opener, resendCountDown } from './parts.js';
import { isExpected } from './refusals.js';
import { askedOf } from './asked.js';
import { clockTime, t, unbroken } from './texts.js';

/** How long a code has not been typed when it is said what became of the message, and once more. */
const LOOKS_MILLISECONDS = [60_000, 301_000];

/** How the delivery of an SMS stands: its sign and its words. */
const DELIVERY = {
  QUEUED: ['note', 'message.queued'],
  NO_CARRIER: ['warning', 'message.no-carrier'],
  SENT: ['note', 'message.sent'],
  DELIVERED: ['good', 'message.delivered'],
  FAILED: ['bad', 'message.failed'],
  EXPIRED: ['bad', 'message.expired'],
  COOLDOWN: ['warning', 'message.cooldown'],
};

/** The way of an SMS: where the message is, the field for its code, and what helps when none comes. */
export function smsWay(view, attempt, screen) {
  const number = unbroken(askedOf(view).label);
  const delivery = h('div', { role: 'status', class: 'delivery' });
  const fate = h('p', { role: 'status', class: 'hint' });
  const ways = otherWays(attempt, number, screen);
  const looks = looking(attempt, view.expiresAt, fate, screen.signal);
  const choice = view.factors.length > 1;
  let last = '';
  return {
    title: t('login.code-title'),
    help: 'no-sms',
    field: codeField(t('code.label'), { hint: t('code.hint') }),
    missing: t('code.missing'),
    above: h('div', {}, delivery, fate),
    below: h('div', {}, ways.element, whereIsIt((answers) => attempt.diagnoseSms(answers), { ...screen, choice })),
    follow(started) {
      const { state, expiresAt } = started;
      const [kind, key] = DELIVERY[state];
      if (last !== state) {
        last = state;
        fill(delivery, notice(kind, t(key, { number, time: clockTime(expiresAt) })));
        looks.restart();
      }
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
  const element = disclosure(labels.resend, trouble, again, wait,
    h('ul', {}, h('li', {}, t('message.tip-restart')), h('li', {}, t('message.tip-spam')),
      h('li', {}, phone ? t('help.call', { phone }) : t('help.call-us'))));
  const count = resendCountDown(again, wait, signal);
  let until = '';
  return {
    element,
    follow({ resendAt }) {
      if (resendAt === until) {
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

/** Says after some time without an answer what became of the message, until something new is heard of it or the attempt ends. */
function looking(attempt, end, place, signal) {
  let timers = [];
  const stop = () => timers.forEach(clearTimeout);
  signal.addEventListener('abort', stop);
  const look = async () => {
    if (serverNow() >= Date.parse(end)) {
      return;
    }
    try {
      const [{ message }, { lastMessage }] = await Promise.all([attempt.lookAtSms(), loaded(import('./undelivered.js'))]);
      if (!signal.aborted) {
        fill(place, message && lastMessage(message));
      }
    } catch (error) {
      if (!isExpected(error)) {
        throw error;
      }
      // The attempt itself says what is wrong with it.
    }
  };
  return {
    restart() {
      stop();
      fill(place);
      timers = LOOKS_MILLISECONDS.map((wait) => setTimeout(look, wait));
    },
  };
}
