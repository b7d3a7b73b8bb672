import { Unreachable } from './api.js';
import { fill, h } from './dom.js';
import { answerForm, forgetDraft } from './answer.js';
import { askedOf } from './asked.js';
import { isEnd } from './attempt.js';
import { cardWay } from './card.js';
import { challengeWay } from './challenge.js';
import { gridWay } from './grid.js';
import { passcodeWay } from './passcode.js';
import { pushWay } from './push.js';
import { codeOf, isExpected, isOver, mayTryAgain, words } from './refusals.js';
import { FACTOR_KINDS } from './kinds.js';
import { passkeyWay } from './passkey.js';
import { recoveryWay } from './recovery.js';
import { announce, button, countDown, disclosure, helpLink, notice, showTrouble } from './parts.js';
import { smsWay } from './sms.js';
import { t } from './texts.js';
import { totpWay } from './totp.js';

/**
 * By the kind of what was started: the title, what stands above and below the `field` for an answer, if one is typed here, how it
 * follows the attempt, and which question of the help page is about it. Each takes the attempt's view, its calls and the screen: its
 * `labels`, `phone`, a `signal` that ends it, `ask(trouble, act)`, which does a call of the attempt and shows the state that it
 * yields, or says in a place why there is none; it yields whether there is one; `answer(trouble, given)`, which answers with what was
 * not typed and goes on, or says in a place why not; `tell(view)`, which shows a state; and `because(reason)`: what is said when another
 * way takes its place.
 */
const WAYS = {
  SMS: smsWay, CHALLENGE: challengeWay, PUSH: pushWay, TOTP: totpWay, DISPLAY_CARD: cardWay, PASSKEY: passkeyWay, RECOVERY_CODE: recoveryWay,
  GRID_CARD: gridWay, ONLINE_GRID_CARD: gridWay, TEMPORARY_PASSCODE: passcodeWay,
};

/** Ends of an attempt that come to the screen by themselves. */
const ENDED = {
  EXPIRED: 'login.expired',
  SUPERSEDED: 'login.superseded',
  CANCELLED: 'login.cancelled',
  FAILED: 'code.no-tries',
  TOKEN_ISSUED: 'login.elsewhere',
};

/**
 * The screen on which a user types the code of an SMS, or what his authenticator answers, or waits for what he decides on his phone.
 * It follows the attempt by itself, also from one way to another.
 *
 * @param {Object} view the attempt as the login answered it
 * @param {Attempt} attempt its calls
 * @param {Object} screen
 * @param {{confirm: string, resend: string, paused: string, secondPhone?: boolean}} screen.labels as this client shows them;
 *   `secondPhone` where it runs on a phone that may become the authenticator
 * @param {function(): Promise} screen.proceed called when the factor is proven
 * @param {function(*)} screen.end called with the words of an end, or `null` when the user has read them or cancelled
 * @param {function(string)} [screen.entitle] called when the screen has another title
 * @param {AbortSignal} screen.signal ends the watching
 * @param {string} [screen.phone] of the help desk
 * @returns {{title: string, element: Element, focus: function}}
 */
export function factorScreen(view, attempt, { labels, proceed, end, entitle = () => {}, signal, phone }) {
  const card = h('section', { class: 'card' });
  let over = false;
  let answered = false;
  let unsure = false;
  let underWay = Promise.resolve();
  let shown = null;
  let reason = null;

  const finish = (message) => {
    if (!over) {
      over = true;
      forgetDraft();
      end(message);
    }
  };

  /** Whoever is first goes on: the right answer, or the watch, which hears of an approval and of that answer too. */
  const goOn = async () => {
    if (over) {
      return;
    }
    over = true;
    try {
      forgetDraft();
      await proceed();
    } catch (error) {
      over = false;
      throw error;
    }
  };

  const goOnAlone = () => goOn().catch((error) => {
    if (!isExpected(error)) {
      throw error;
    }
    if (error instanceof Unreachable) {
      whenReachable(goOnAlone, signal);
    } else {
      // Another tab of this browser was faster, if it is over.
      finish(codeOf(error) === 'ATTEMPT_CLOSED' ? t(ENDED.TOKEN_ISSUED) : words(error, { phone }));
    }
  });

  /** A refusal that ends the login; unless it is over because the phone has approved it at this moment, or an answer whose fate was not known. */
  const refuse = async (error) => {
    if (codeOf(error) === 'LOGIN_DENIED') {
      deny();
      return;
    }
    if (codeOf(error) === 'ATTEMPT_CLOSED' && (asksPhone() || unsure)) {
      try {
        await goOn();
        return;
      } catch (other) {
        if (!isExpected(other)) {
          throw other;
        }
      }
    }
    finish(words(error, { phone }));
  };

  const deny = () => {
    over = true;
    forgetDraft();
    shown.leaving.abort();
    const said = notice('bad', h('p', {}, t('denied.text', { device: shown.asked.label })), h('p', {}, t('denied.advice')));
    const heading = h('h1', { tabindex: '-1' }, t('denied.title'));
    fill(card, heading, said, h('div', { class: 'actions' }, button(t('denied.back'), () => end(null), 'primary')));
    entitle(t('denied.title'));
    announce(said.textContent);
    heading.focus();
  };

  const ask = async (trouble, act) => {
    fill(trouble);
    try {
      tell(await act());
      return true;
    } catch (error) {
      if (!isExpected(error)) {
        throw error;
      }
      if (isOver(error) || codeOf(error) === 'LOGIN_DENIED') {
        await refuse(error);
      } else {
        showTrouble(trouble, words(error, { phone }));
      }
      return false;
    }
  };

  /** An end that comes to the screen by itself waits for an answer under way, which may be the right one. */
  const finishBehindAnswer = async (message) => {
    await underWay;
    if (!signal.aborted) {
      finish(message);
    }
  };

  /** Answers and goes on; an answer that was taken is not given twice, however often the way from there breaks. */
  const give = (given) => {
    const giving = answerAndGoOn(given);
    underWay = giving.catch(() => {});
    return giving;
  };

  const answerAndGoOn = async (given) => {
    try {
      if (!answered) {
        await attempt.answer(given);
        answered = true;
      }
      await goOn();
    } catch (error) {
      if (error instanceof Unreachable) {
        unsure = true;
        if (answered) {
          whenReachable(goOnAlone, signal);
        }
      }
      throw error;
    }
  };

  const answer = async (trouble, given) => {
    try {
      await give(given);
    } catch (error) {
      if (!isExpected(error)) {
        throw error;
      }
      if (mayTryAgain(error) || error instanceof Unreachable) {
        showTrouble(trouble, words(error, { phone }));
      } else {
        await refuse(error);
      }
    }
  };

  const tell = (newer) => {
    if (over) {
      return;
    }
    if (newer.state === 'AUTHENTICATED') {
      // A code of an SMS was typed in some tab, and that one goes on; this one too, if its answer was lost on the way.
      if (asksPhone() || unsure) {
        goOnAlone();
      }
    } else if (newer.state === 'DENIED') {
      deny();
    } else if (isEnd(newer.state)) {
      finishBehindAnswer(t(ENDED[newer.state]));
    } else if (newer.started.kind === shown.started.kind && askedOf(newer).id === shown.asked.id) {
      shown.started = newer.started;
      shown.way.follow(newer.started);
    } else {
      show(newer);
      entitle(shown.way.title);
      shown.focus();
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

  /** Until the attempt ends: also when nobody says so any more, to a computer that has slept or whose network is away. */
  const watch = async () => {
    countDown(view.expiresAt, signal, (left) => left === 0 && queueMicrotask(() => finishBehindAnswer(t('login.expired'))));
    const refusal = await attempt.watch(tell, signal);
    if (refusal !== null) {
      finishBehindAnswer(words(refusal, { phone }));
    }
  };

  const asksPhone = () => shown.asked.kind === 'AUTHENTICATOR';

  /** The user's other factors, where he has any; choosing one takes the place of what was asked. */
  const chooser = ({ factors }) => {
    const others = factors.filter((factor) => !factor.default);
    const trouble = h('div');
    const name = ({ kind, label }) => (label && kind !== 'RECOVERY_CODE' ? t('factor.use', { name: label, kind: t(FACTOR_KINDS[kind]) })
      : t('factor.use-kind', { kind: t(FACTOR_KINDS[kind]) }));
    const use = (factor) => button(name(factor), () => ask(trouble, () => attempt.choose(factor.id)));
    return others.length > 0 && disclosure(t('factor.other'), trouble, others.map(use));
  };

  const show = (newer) => {
    const { started } = newer;
    const leaving = new AbortController();
    signal.addEventListener('abort', () => leaving.abort(), { signal: leaving.signal });
    const way = WAYS[started.kind](newer, attempt, {
      phone, labels, ask, answer, tell, signal: leaving.signal, because: (text) => { reason = text; },
    });
    shown?.leaving.abort();
    const heading = h('h1', { tabindex: '-1' }, way.title);
    const why = reason && notice('warning', reason);
    why?.setAttribute('tabindex', '-1');
    reason = null;
    const form = way.field && answerForm(way, {
      id: view.id,
      button: labels.confirm,
      send: (code) => give({ code }),
      finish: refuse,
    });
    fill(card, heading, why, way.above, form?.element, way.below, chooser(newer), h('div', { class: 'actions' }, cancel), helpLink(way.help));
    shown = { started, asked: askedOf(newer), way, leaving, focus: () => (why ?? way.field?.input ?? heading).focus() };
    way.follow(started);
  };

  show(view);
  watch();
  return { title: shown.way.title, element: card, focus: () => shown.focus() };
}

/** Does something when the server answers again. */
function whenReachable(act, signal) {
  const heard = ({ detail: up }) => {
    if (up) {
      document.removeEventListener('connection', heard);
      act();
    }
  };
  document.addEventListener('connection', heard, { signal });
}
