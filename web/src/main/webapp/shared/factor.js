import { fill, h } from './dom.js';
import { isEnd } from './attempt.js';
import { challengeWay } from './challenge.js';
import { isExpected, isOutOfDate, isOver, mayTryAgain, words } from './refusals.js';
import { button, form, helpLink, offerAnotherTry, showTrouble } from './parts.js';
import { smsWay } from './sms.js';
import { t } from './texts.js';

/**
 * By the kind of what was started: the title, what stands around the field, how it follows the attempt, and which question of the help
 * page is about it. Each takes the attempt's view, its
 * calls and the screen: its `labels`, `phone` and `signal`, and `ask(trouble, act)`, which does a call of the attempt and shows the
 * state that it yields, or says in a place why there is none; it yields whether there is one.
 */
const WAYS = { SMS: smsWay, CHALLENGE: challengeWay };

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
 * The screen on which a user types the code of an SMS, or what his authenticator answers. It follows the attempt by itself.
 *
 * @param {Object} view the attempt as the login answered it
 * @param {Attempt} attempt its calls
 * @param {Object} screen
 * @param {{confirm: string, resend: string}} screen.labels as this client shows them
 * @param {function(): Promise} screen.proceed called when the code was right
 * @param {function(*)} screen.end called with the words of an end, or `null` when the user cancelled
 * @param {AbortSignal} screen.signal ends the watching
 * @param {string} [screen.phone] of the help desk
 * @returns {{title: string, element: Element, focus: function}}
 */
export function factorScreen(view, attempt, { labels, proceed, end, signal, phone }) {
  const ask = async (trouble, act) => {
    fill(trouble);
    try {
      tell(await act());
      return true;
    } catch (error) {
      if (!isExpected(error)) {
        throw error;
      }
      if (isOver(error)) {
        finish(words(error));
      } else {
        showTrouble(trouble, words(error, { phone }));
      }
      return false;
    }
  };
  const way = WAYS[view.started.kind](view, attempt, { phone, signal, labels, ask });
  const { field } = way;
  if (draft.attempt === view.id) {
    field.input.value = draft.code;
  }
  field.input.addEventListener('input', () => { draft = { attempt: view.id, code: field.value }; });
  let over = false;

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
    way.follow(newer.started);
  };

  const made = form(async () => {
    try {
      await attempt.answer(field.value);
      draft = {};
      over = true;
      await proceed();
    } catch (error) {
      over = false;
      await refuse(error);
    }
  }, { button: labels.confirm, fields: [field], missing: way.missing });

  const refuse = async (error) => {
    if (!isExpected(error)) {
      throw error;
    }
    if (mayTryAgain(error)) {
      draft = {};
    }
    if (offerAnotherTry(error, field, made.trouble)) {
      return;
    }
    if (isOutOfDate(error) && await way.renew()) {
      field.refuse(t('challenge.renewed'), { forget: true });
      return;
    }
    finish(words(error, { phone }));
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
    title: way.title,
    element: h('section', { class: 'card' },
      h('h1', { tabindex: '-1' }, way.title), way.above, made.element, way.below, h('div', { class: 'actions' }, cancel), helpLink(way.help)),
    focus: () => field.input.focus(),
  };
}
