import { fill, h, newId } from './dom.js';
import { isEnd } from './attempt.js';
import { codeOf, isExpected, mayTryAgain, words } from './refusals.js';
import { button, codeField, form, notice, offerAnotherTry, resendCountDown, showTrouble } from './parts.js';
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

/** Ends of an attempt that come to the screen by themselves. */
const ENDED = {
  EXPIRED: 'login.expired',
  SUPERSEDED: 'login.superseded',
  CANCELLED: 'login.cancelled',
  DENIED: 'login.denied',
  FAILED: 'code.no-tries',
  TOKEN_ISSUED: 'login.elsewhere',
};

/** What was typed for an attempt, kept while its screen is shown anew, as in another language. */
let draft = {};

/**
 * The screen on which a user types the code of an SMS. It follows the attempt by itself.
 *
 * @param {Object} view the attempt as the login answered it
 * @param {Attempt} attempt its calls
 * @param {Object} screen
 * @param {{title: string, confirm: string, resend: string}} screen.labels as this client shows them
 * @param {function(): Promise} screen.proceed called when the code was right
 * @param {function(*)} screen.end called with the words of an end, or `null` when the user cancelled
 * @param {AbortSignal} screen.signal ends the watching
 * @param {string} [screen.phone] of the help desk
 */
export function factorScreen(view, attempt, { labels, proceed, end, signal, phone }) {
  const number = unbroken(view.factors[0].label);
  const delivery = h('div', { role: 'status', class: 'delivery' });
  const code = codeField(t('code.label'), { hint: t('code.hint') });
  if (draft.attempt === view.id) {
    code.input.value = draft.code;
  }
  code.input.addEventListener('input', () => { draft = { attempt: view.id, code: code.value }; });
  const ways = otherWays(attempt, { number, phone, signal, end, labels, shown: (newer) => tell(newer) });
  let over = false;
  let last = '';

  const finish = (message) => {
    if (!over) {
      over = true;
      draft = {};
      end(message);
    }
  };

  const tell = (newer) => {
    if (over) {
      return;
    }
    if (newer.state === 'AUTHENTICATED') {
      return;
    }
    if (isEnd(newer.state)) {
      finish(t(ENDED[newer.state]));
      return;
    }
    const { state, expiresAt } = newer.started;
    const [kind, key] = DELIVERY[state];
    if (last !== state) {
      last = state;
      fill(delivery, notice(kind, t(key, { number, time: clockTime(expiresAt) })));
    }
    ways.follow(newer.started);
  };

  const made = form(async () => {
    try {
      await attempt.answer(code.value);
      draft = {};
      over = true;
      await proceed();
    } catch (error) {
      over = false;
      refuse(error);
    }
  }, { button: labels.confirm, fields: [code], missing: t('code.missing') });

  const refuse = (error) => {
    if (!isExpected(error)) {
      throw error;
    }
    if (mayTryAgain(error)) {
      draft = {};
    }
    if (!offerAnotherTry(error, code, made.trouble)) {
      finish(words(error, { phone }));
    }
  };

  const cancel = button(t('form.cancel'), async () => {
    over = true;
    await attempt.cancel().catch((error) => {
      if (!isExpected(error)) {
        throw error;
      }
    });
    end(null);
  });

  tell(view);
  attempt.watch(tell, signal);
  return {
    element: h('section', { class: 'card' },
      h('h1', { tabindex: '-1' }, labels.title), delivery, made.element, ways.element, h('div', { class: 'actions' }, cancel)),
    focus: () => code.input.focus(),
  };
}

/** What helps when no code comes: hidden until asked for, and without loss of what was typed. */
function otherWays(attempt, { number, phone, signal, end, labels, shown }) {
  const id = newId();
  const wait = h('p', { class: 'hint', id: `${id}-wait` });
  const trouble = h('div');
  const again = button(t('message.again', { number }), async () => {
    fill(trouble);
    try {
      shown(await attempt.sendSms());
    } catch (error) {
      if (!isExpected(error)) {
        throw error;
      }
      if (['ATTEMPT_CLOSED', 'LOGIN_EXPIRED', 'NOT_FOUND'].includes(codeOf(error))) {
        end(words(error));
      } else {
        showTrouble(trouble, words(error, { phone }));
      }
    }
  });
  const panel = h('div', { id, hidden: true, class: 'ways' }, trouble, again, wait,
    h('ul', {}, h('li', {}, t('message.tip-restart')), h('li', {}, t('message.tip-spam')),
      h('li', {}, phone ? t('help.call', { phone }) : t('help.call-us'))));
  const opener = h('button', {
    type: 'button', class: 'plain', 'aria-expanded': 'false', 'aria-controls': id,
    onclick: () => {
      panel.hidden = !panel.hidden;
      opener.setAttribute('aria-expanded', String(!panel.hidden));
    },
  }, labels.resend);
  const count = resendCountDown(again, wait, signal);
  let until = '';
  return {
    element: h('div', { class: 'other-ways' }, opener, panel),
    follow({ resendAt }) {
      if (resendAt === until) {
        return;
      }
      until = resendAt;
      count(resendAt);
    },
  };
}
