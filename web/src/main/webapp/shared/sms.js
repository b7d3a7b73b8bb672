import { fill, h, newId } from './dom.js';
import { button, codeField, disclosure, notice, resendCountDown } from './parts.js';
import { askedOf } from './asked.js';
import { clockTime, t, unbroken } from './texts.js';

/** How the delivery of an SMS stands: its sign and its words. */
const DELIVERY = {
  QUEUED: ['note', 'message.queued'],
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
  const ways = otherWays(attempt, number, screen);
  let last = '';
  return {
    title: t('login.code-title'),
    help: 'no-sms',
    field: codeField(t('code.label'), { hint: t('code.hint') }),
    missing: t('code.missing'),
    above: delivery,
    below: ways.element,
    follow(started) {
      const { state, expiresAt } = started;
      const [kind, key] = DELIVERY[state];
      if (last !== state) {
        last = state;
        fill(delivery, notice(kind, t(key, { number, time: clockTime(expiresAt) })));
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
