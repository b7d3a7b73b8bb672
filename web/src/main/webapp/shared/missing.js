import { h } from './dom.js';
import { newest, serverNow } from './api.js';
import { secondPhone } from './challenge.js';
import { callUs, inquiry } from './inquiry.js';
import { button, helpLink } from './parts.js';
import { isExpected } from './refusals.js';
import { moment, t } from './texts.js';

const LOOK_MILLISECONDS = 3000;

/** What a verdict says, where it is one text. */
const TEXTS = {
  N_OTHER_PHONE: 'missing.other-phone',
  N_OTHER_FACTOR: 'missing.other-factor',
  N_SEAMLESS_OFF: 'missing.seamless-off',
  N_TOKEN_DEAD: 'missing.token-dead',
  N_REGION: 'app.notify-region',
  N_PERMISSION: 'app.notify-denied',
  N_INTEGRITY: 'missing.integrity',
  N_POWER: 'app.notify-power',
  N_FOCUS: 'app.notify-focus',
  N_OFFLINE: 'missing.offline',
  N_WORKS: 'app.notify-test-good',
  N_NOT_DELIVERED: 'missing.not-delivered',
  N_OVERLOOKED: 'missing.overlooked',
  N_PHONE: 'missing.restart',
  N_RESET: 'missing.reset',
  N_NOTHING_FOUND: 'missing.nothing-found',
};

const SYSTEMS = { ANDROID: 'android', ANDROID_BROWSER: 'android', IOS: 'iphone', IOS_BROWSER: 'iphone', DESKTOP_BROWSER: 'desktop' };

const SHOWING = { android: 'app.notify-android', iphone: 'app.notify-ios', desktop: 'app.notify-desktop' };

/** Where that is done, by the system of the phone. */
const ADVICE = {
  N_PERMISSION: SHOWING,
  N_OVERLOOKED: SHOWING,
  N_POWER: { android: 'missing.power-android', iphone: 'missing.power-iphone' },
};

/** What the user is asked; one that is named otherwise on his system has another text there. */
const QUESTIONS = {
  phone: 'missing.ask-phone',
  online: 'missing.ask-online',
  power: 'missing.ask-power',
  focus: 'missing.ask-focus',
  others: 'missing.ask-others',
  reset: 'missing.ask-reset',
};

const ASKED_OTHERWISE = { iphone: { power: 'missing.ask-power-iphone' } };

/**
 * Finds out why a notification does not come: says the verdict, what can be done, and asks what only the user knows.
 *
 * @param {Object} source
 * @param {function(Object): Promise<Object>} source.diagnose takes what the user has said by question, yields the server's diagnosis
 * @param {function(): Promise<Object>} [source.look] the same without any effect, for as long as a test may come
 * @param {Object} screen
 * @param {AbortSignal} screen.signal ends it
 * @param {string} [screen.phone] of the help desk
 * @param {string} [screen.paused] what is said of a pause, where the screen does not say it already
 * @param {function(): Promise} [screen.again] has a notification of a login sent, once they come
 * @returns {{element: Element, ask: function(boolean): Promise}} `ask` begins; with `true` the focus goes to what is said
 */
export function missing({ diagnose, look = null }, screen) {
  const begin = newest();
  let waiting = null;
  screen.signal.addEventListener('abort', () => clearTimeout(waiting));

  const describe = (diagnosis) => {
    const { verdict, test } = diagnosis;
    return {
      first: h('p', {}, t('missing.now')),
      kind: verdict === 'N_WORKS' ? 'good' : 'note',
      said: saying(diagnosis, screen),
      after: test?.state === 'PENDING' && h('p', {}, t('app.notify-test-sent')),
      asking: diagnosis.question && asking(diagnosis),
      further: verdict === 'N_WORKS' && screen.again && h('div', { class: 'actions' }, button(t('waiting.again'), screen.again, 'primary')),
    };
  };

  const shown = (diagnosis) => {
    clearTimeout(waiting);
    const isNewest = begin();
    if (diagnosis.test?.state === 'PENDING') {
      waitForTest(diagnosis, isNewest);
    }
  };

  const { element, ask, show } = inquiry({ diagnose, describe, shown }, screen);

  /** Until the test was opened, or comes no more: then the user is asked. */
  const waitForTest = (before, isNewest) => {
    waiting = setTimeout(async () => {
      const over = serverNow() > Date.parse(before.test.until);
      const after = over || !look ? null : await look().catch((error) => {
        if (!isExpected(error)) {
          throw error;
        }
        return null;
      });
      if (!isNewest()) {
        return;
      }
      if (over) {
        await ask(false);
      } else if (after && after.test?.state !== 'PENDING') {
        show(after, false);
      } else {
        waitForTest(before, isNewest);
      }
    }, LOOK_MILLISECONDS);
  };

  return { element, ask };
}

function asking(diagnosis) {
  const { question } = diagnosis;
  return t(ASKED_OTHERWISE[systemOf(diagnosis)]?.[question] ?? QUESTIONS[question], names(diagnosis));
}

function systemOf({ phone }) {
  return SYSTEMS[phone?.platform];
}

function names({ phone }) {
  return { device: phone?.model ?? '' };
}

function saying(diagnosis, screen) {
  const { verdict, cause, phone, reference } = diagnosis;
  return [
    passage(diagnosis, screen),
    cause && [h('p', {}, t('missing.cause')), passage({ ...diagnosis, verdict: cause }, screen)],
    verdict === 'N_OTHER_PHONE' && [secondPhone(phone.model), helpLink('other-phone')],
    verdict === 'N_NOT_ACTIVATED' && phone && !isStopped(diagnosis) && helpLink('reinstalled'),
    verdict === 'N_RESET' && helpLink('no-notification'),
    verdict === 'N_OFFLINE' && phone.seenAt && h('p', {}, t('missing.seen', { time: moment(phone.seenAt) })),
    verdict !== 'N_ESCALATE' && !isStopped(diagnosis) && h('small', { class: 'reference' }, t('refusal.reference', { ref: reference })),
  ];
}

/** Whether the user stopped his phone, and people have to go on: none of his takes its place. */
function isStopped({ verdict, phone }) {
  return verdict === 'N_NOT_ACTIVATED' && phone?.state === 'STOPPED';
}

/** A verdict and how to follow it on this system. */
function passage(diagnosis, screen) {
  const advice = ADVICE[diagnosis.verdict]?.[systemOf(diagnosis)];
  const next = isStopped(diagnosis) ? callUs(screen.phone, diagnosis.reference) : advice && t(advice);
  return [text(diagnosis, screen), next].filter(Boolean).map((line) => h('p', {}, line));
}

function text(diagnosis, { phone: desk, paused }) {
  const { verdict, cause, phone, reference } = diagnosis;
  const device = names(diagnosis);
  if (verdict === 'N_SUSPENDED') {
    return paused ?? (cause ? false : t('missing.unanswered'));
  }
  if (verdict === 'N_NOT_ACTIVATED') {
    return isStopped(diagnosis) ? t('app.stopped') : phone ? t('missing.recover', device) : t('missing.not-activated');
  }
  if (verdict === 'N_VERSION') {
    return phone.missingSystem ? t('missing.version', { ...device, v: phone.missingSystem }) : t('missing.app-version', device);
  }
  if (verdict === 'N_ESCALATE') {
    return callUs(desk, reference);
  }
  return t(TEXTS[verdict] ?? 'refusal.unknown', device);
}
