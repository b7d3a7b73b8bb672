import { Refusal, serverNow, Unreachable } from './api.js';
import { atTime, t, untilTime } from './texts.js';
import { h } from './dom.js';

const TEXTS = {
  MALFORMED: 'refusal.malformed',
  LOGIN_BAD_CREDENTIALS: 'login.bad-credentials',
  LOGIN_PORTAL_ONLY: 'login.portal-only',
  LOGIN_TEMP_LIMITED: 'login.temp-limited',
  SESSION_READ_ONLY: 'session.read-only',
  LOGIN_TEMP_EXPIRED: 'login.temp-expired',
  LOGIN_CARD_EXPIRED: 'login.card-expired',
  LOGIN_FACTOR_GONE: 'login.factor-gone',
  TEMP_NOT_PERMITTED: 'temp.not-permitted',
  LOGIN_DENIED: 'login.denied',
  LOGIN_EXPIRED: 'login.expired',
  ATTEMPT_CLOSED: 'login.over',
  ATTEMPT_UNKNOWN: 'login.over',
  NOT_FOUND: 'refusal.gone',
  PERHAPS_DONE: 'refusal.perhaps-done',
  TOKEN_REQUIRED: 'session.over',
  ORIGIN_REFUSED: 'refusal.origin',
  CONFIRMATION_CLOSED: 'confirm.over',
  CONFIRMATION_EXPIRED: 'confirm.expired',
  NO_FACTOR: 'confirm.no-factor',
  OLD_PASSWORD_WRONG: 'password.old-wrong',
  RESET_REFUSED: 'reset.refused',
  CARD_EXPIRED: 'card.expired',
  CARD_NOT_OWNER: 'card.not-owner',
  CARD_NOT_REPLACEABLE: 'order.not-replaceable',
  CARD_ORDER_OPEN: 'order.is-open',
  CARD_ORDER_OVER: 'order.is-over',
  SHARE_CLOSED: 'share.closed',
  SHARE_IDENTITY: 'share.identity',
  SHARE_LESS_SECURE: 'share.less-secure',
  SHARE_TEMP_DEVICE: 'share.temporary',
  SHARE_NO_PROOF: 'share.no-proof',
  CARD_IN_STEP: 'refused.cannot-run',
  CARD_OTHER_LOGIN: 'card.other-login',
  CARD_PIN_MISSING: 'card.pin-form',
  CARD_WRONG: 'card.wrong-answer',
  FACTOR_CODE_WRONG: 'totp.code-wrong',
  FACTOR_LAST: 'factors.last',
  FACTOR_LIMIT: 'factors.limit',
  FACTOR_STAYS: 'factors.stays',
  PASSKEY_REFUSED: 'passkey.refused',
  RECOVERY_NOT_ALLOWED: 'recovery.not-allowed',
  GRID_NOT_OFFERED: 'grid.not-offered',
  GRID_CODE_WRONG: 'grid.code-wrong',
  NUM_LIMIT: 'number.limit',
  NUM_LAST_FACTOR: 'number.last',
  NUM_NOT_VERIFIED: 'number.not-verified',
  NUM_NOT_MOBILE: 'number.not-mobile',
  NUM_UNREACHABLE: 'number.unreachable',
  NUM_CODE_EXPIRED: 'number.code-expired',
  NUM_TRIES_EXHAUSTED: 'number.tries-exhausted',
  NUM_DAILY_LIMIT: 'message.daily-limit',
  SEND_DAILY_LIMIT: 'message.daily-limit',
  OTHER_WAY: 'login.over',
};

/** Refusals of a code, told with the tries that are left. */
const WRONG_CODE = ['LOGIN_FACTOR_FAILED', 'CONFIRMATION_FAILED', 'NUM_CODE_WRONG'];

/** Refusals that end with the time they name: their words for a short wait, and for a long one. */
const WAITING = {
  SMS_COOLDOWN: ['message.wait', 'message.wait-long'],
  NUM_COOLDOWN: ['message.wait', 'message.wait-long'],
  ADDRESS_THROTTLED: ['login.throttled', 'login.throttled-long'],
  CHALLENGE_LIMIT: ['challenge.limit', 'challenge.limit-long'],
  CARD_BLOCKED: ['card.blocked', 'card.blocked-long'],
};

/** Nobody counts so many seconds: from here on a wait is told by the clock. */
const LONG_WAIT = 90;

/**
 * What a refusal or a lost connection means, in the user's words, with its reference at the end.
 *
 * @param {Error} error
 * @param {Object} [help]
 * @param {string} [help.phone] of the help desk
 * @param {Object<string, string>} [help.instead] the text of a code, where another one helps better here
 */
export function words(error, help = {}) {
  if (error instanceof Unreachable) {
    return t('connection.try-again');
  }
  if (!(error instanceof Refusal)) {
    throw error;
  }
  const { problem } = error;
  return [text(problem, help), problem.reference && h('small', { class: 'reference' }, ` ${t('refusal.reference', { ref: problem.reference })}`)];
}

/** Whether a lost connection or a refusal is behind an error, and not a mistake of this page. */
export function isExpected(error) {
  return error instanceof Refusal || error instanceof Unreachable;
}

/** The code of a refusal; empty for anything else. */
export function codeOf(error) {
  return error instanceof Refusal ? error.problem.code : '';
}

/** Whether a wrong code may be followed by another try. */
export function mayTryAgain(error) {
  return WRONG_CODE.includes(codeOf(error)) && error.problem.triesLeft !== 0;
}

/** Whether nothing more can be asked of an attempt. */
export function isOver(error) {
  return ['ATTEMPT_CLOSED', 'ATTEMPT_UNKNOWN', 'LOGIN_EXPIRED'].includes(codeOf(error));
}

/** Whether what was typed answers a challenge that is too old, and another one may be asked for. */
export function isOutOfDate(error) {
  return codeOf(error) === 'LOGIN_EXPIRED' && ['CR_EXPIRED', 'CARD_EXPIRED', 'GRID_EXPIRED'].includes(error.problem.reason);
}

/** Refusals of what was done before, too: its confirmation is used up, what it was done to is gone, the password is the new one. */
const DONE_BEFORE = ['CONFIRMATION_CLOSED', 'NOT_FOUND', 'OLD_PASSWORD_WRONG'];

/**
 * Has an act not be told as refused that may have been done: an earlier try got no answer, and what is said now is what would be said
 * after that, too. Then it is refused with `PERHAPS_DONE`.
 *
 * @param {function(...*): Promise} act is done once
 */
export function unlessDone(act) {
  let unsure = false;
  return async (...given) => {
    try {
      return await act(...given);
    } catch (error) {
      const doubtful = unsure && DONE_BEFORE.includes(codeOf(error));
      // What was told as doubtful is as doubtful when it is tried once more.
      unsure = doubtful || error instanceof Unreachable;
      throw doubtful ? new Refusal({ ...error.problem, code: 'PERHAPS_DONE' }) : error;
    }
  };
}

/**
 * Has an act not be told as refused that an earlier try has done whose answer was lost: once a try got none, what is refused is looked for,
 * and what is found is the answer.
 *
 * @param {function(...*): Promise} act is done once
 * @param {function(): Promise} find what the act would yield; `undefined` where it was not done
 */
export function unlessFound(act, find) {
  let unsure = false;
  return async (...given) => {
    try {
      return await act(...given);
    } catch (error) {
      const found = unsure && error instanceof Refusal ? await find() : undefined;
      unsure ||= error instanceof Unreachable;
      if (found === undefined) {
        throw error;
      }
      return found;
    }
  };
}

/** Fine causes that have words of their own while tries are left. */
const WRONG_ANSWERS = {
  CARD_WRONG: 'card.wrong',
  TOTP_WRONG: 'totp.wrong',
  PASSKEY_WRONG: 'passkey.wrong',
  RECOVERY_WRONG: 'recovery.wrong',
  GRID_WRONG: 'grid.wrong',
  TEMP_WRONG: 'temp.wrong',
  CR_WRONG: 'response.wrong',
  CR_WRONG_USER: 'response.wrong-user',
};

/** Why a user may order no card. */
const NOT_ELIGIBLE = { EQUITY: 'order.not-enough', NO_ACCOUNT: 'order.no-account', ACCOUNT_STATE: 'order.account-state' };

function text(problem, { phone, instead = {} }) {
  const { code, retryAfterSeconds: pause } = problem;
  if (problem.reason === 'SMS_CLOSED') {
    return t('number.unreachable');
  }
  if (code in instead) {
    return t(instead[code]);
  }
  if (code === 'LOGIN_LOCKED') {
    return pause ? t('login.locked', { until: untilTime(after(pause)) }) : t('login.locked-for-now');
  }
  if (code in WAITING && pause) {
    return waiting(WAITING[code], pause);
  }
  if (WRONG_CODE.includes(code)) {
    return problem.triesLeft ? t(WRONG_ANSWERS[problem.reason] ?? 'code.wrong', { n: problem.triesLeft }) : t('code.no-tries');
  }
  if (code === 'SMS_NOT_SENT') {
    return phone ? t('message.carrier-blocked-call', { phone }) : t('message.carrier-blocked');
  }
  if (code === 'NUM_UNREACHABLE' && problem.reason === 'SMS_CARRIER_BLOCKED') {
    return t('number.carrier-blocked');
  }
  if (code === 'CARD_ORDER_NOT_ELIGIBLE') {
    return t(NOT_ELIGIBLE[problem.reason]);
  }
  if (code in TEXTS) {
    return t(TEXTS[code]);
  }
  return phone ? t('refusal.unknown-call', { phone }) : t('refusal.unknown');
}

/** A short wait counts down where it stands. */
function waiting([short, long], pause) {
  const end = after(pause);
  if (pause >= LONG_WAIT) {
    return t(long, { at: atTime(end) });
  }
  const place = h('span', {}, t(short, { sec: pause }));
  const timer = setInterval(() => {
    const left = Math.ceil((end - serverNow()) / 1000);
    place.textContent = left > 0 ? t(short, { sec: left }) : t('refusal.wait-over');
    if (left <= 0) {
      clearInterval(timer);
    }
  }, 1000);
  return place;
}

function after(seconds) {
  return serverNow() + seconds * 1000;
}
