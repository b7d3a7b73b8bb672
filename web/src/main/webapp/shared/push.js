import { fill, h } from './dom.js';
import { announce, button, notice, spelled, spelledOut } from './parts.js';
import { codeOf } from './refusals.js';
import { askedOf } from './asked.js';
import { t } from './texts.js';

/** How long a user is left to look for the notification before the other ways move into sight. */
const PATIENCE_MILLISECONDS = 20_000;

/** What is said of a push that does not simply wait. */
const STATES = { OPENED: 'waiting.opened', EXPIRED: 'waiting.expired', FAILED: 'waiting.failed' };

/** Why the phone is not asked again, by the reason of the refusal or else its code. */
const INSTEAD = { PUSH_OFF: 'waiting.off', PUSH_UNREACHABLE: 'waiting.failed', PUSH_LIMIT: 'waiting.limit' };

/** The way of the phone: it was asked, and the page waits for what its user decides there. */
export function pushWay(view, attempt, { labels, signal, ask, because }) {
  const device = askedOf(view).label;
  const trouble = h('div');
  const said = h('div');
  const number = h('div');
  const toChallenge = () => ask(trouble, () => attempt.askChallenge());
  const again = () => ask(trouble, async () => {
    // Before the answer: the watch may tell of it first.
    sentAgain = true;
    try {
      return await attempt.askPhone();
    } catch (error) {
      const reason = reasonOf(error, labels, device);
      if (reason === null) {
        throw error;
      }
      because(reason);
      return attempt.askChallenge();
    }
  });
  const ways = otherWays(again, toChallenge, signal);
  let sentAgain = false;
  let last = '';

  return {
    title: t('waiting.title'),
    help: 'no-notification',
    above: [said, number, trouble],
    below: ways.element,
    follow(started) {
      const present = JSON.stringify(started);
      if (present === last) {
        return;
      }
      last = present;
      const { state } = started;
      const waits = state !== 'EXPIRED' && state !== 'FAILED';
      const text = t(wordsOf(state, sentAgain), { device });
      fill(said, waits ? [signOfLife(), h('p', {}, text)] : notice('warning', text));
      fill(number, waits && started.number && numberBox(started.number));
      announce(waits && started.number ? `${text} ${t('waiting.number')}: ${spelled(started.number)}` : text);
      ways.follow(started.resendsLeft > 0, waits);
      if (state === 'FAILED') {
        because(t('waiting.failed', { device }));
        toChallenge();
      }
    },
  };
}

function wordsOf(state, sentAgain) {
  return STATES[state] ?? (sentAgain ? 'waiting.sent-again' : 'waiting.sent');
}

function reasonOf(error, labels, device) {
  const reason = error.problem?.reason ?? codeOf(error);
  if (reason === 'PUSH_SUSPENDED') {
    return labels.paused;
  }
  return reason in INSTEAD ? t(INSTEAD[reason], { device }) : null;
}

/** Says that something goes on, to whoever sees it; the words beside it say what. */
function signOfLife() {
  return h('span', { class: 'waiting', 'aria-hidden': 'true' }, h('span'), h('span'), h('span'));
}

/** What the user types on the phone: on this screen alone, so that nobody can approve who does not see it. */
function numberBox(number) {
  return h('div', { class: 'challenge' }, h('p', { class: 'challenge-label' }, t('waiting.number')),
    spelledOut('number-digits', number));
}

/** One link while the phone has just been asked; after a while, and when the request has expired, it and another try in plain sight. */
function otherWays(again, toChallenge, signal) {
  const other = button(t('waiting.no-notification'), toChallenge, 'plain');
  const repeat = button(t('waiting.again'), again);
  const tip = h('p', {}, t('waiting.tip'));
  let late = false;
  let asked = { mayRepeat: false, waits: true };

  const show = () => {
    const { mayRepeat, waits } = asked;
    other.className = late ? 'secondary' : 'plain';
    other.textContent = t(waits ? 'waiting.no-notification' : 'waiting.challenge');
    tip.hidden = !late || !waits;
    if (!mayRepeat && repeat === document.activeElement) {
      other.focus();
    }
    repeat.className = waits ? 'secondary' : 'primary';
    repeat.hidden = !late || !mayRepeat;
  };

  const patience = setTimeout(() => {
    late = true;
    show();
  }, PATIENCE_MILLISECONDS);
  signal.addEventListener('abort', () => clearTimeout(patience));
  return {
    element: h('div', { class: 'other-ways' }, tip, h('div', { class: 'actions' }, repeat, other)),
    follow(mayRepeat, waits) {
      asked = { mayRepeat, waits };
      late ||= !waits;
      show();
    },
  };
}
