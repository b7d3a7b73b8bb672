import { serverNow, Unreachable } from '../shared/api.js';
import { h } from '../shared/dom.js';
import { codeOf, isExpected, words } from '../shared/refusals.js';
import { clockTime, t } from '../shared/texts.js';
import { NoDeviceUnlock, NotUnlocked } from './device-kind.js';
import { Unproved } from './enrolling.js';

/** A code of the portal can be scanned or typed anew. */
const NEW_CODE = ['scan', 'type', 'why'];

/** What a refused activation means, and the ways on. */
const FAILURES = {
  ACT_SESSION_UNKNOWN: ['app.code-unknown', NEW_CODE],
  ACT_SESSION_USED: ['app.code-used', NEW_CODE],
  ACT_SESSION_EXPIRED: ['app.code-expired', NEW_CODE],
  ACT_PROOF_WRONG: ['app.proof-wrong', NEW_CODE],
  ACT_PIN_WRONG: ['app.pin-over', NEW_CODE],
  ACT_TOKEN_WRONG: ['app.token-over', ['home']],
  ACT_ALREADY_HERE: ['app.already-here', ['home']],
  ACT_ALREADY_ELSEWHERE: ['app.already-elsewhere', ['help', 'home']],
  ACT_DEVICE_REFUSED: ['app.device-refused', ['home']],
  ACT_OS_TOO_OLD: ['app.os-too-old', ['again', 'home']],
  ACT_NO_LOCK: ['app.no-lock', ['again', 'home']],
  ACT_NO_SENSOR: ['app.no-sensor', ['again', 'home']],
  ACT_NO_NUMBER: ['app.no-number', NEW_CODE],
  ACT_INSTALLATION_FULL: ['app.full', ['home']],
  ACT_INSTALLATION: ['app.other-installation', ['afresh', 'help']],
};

/** What a diagnosis comes to beside them. */
const VERDICTS = {
  ACT_CAMERA: ['diagnosis.verdict-camera', ['type', 'scan']],
  ACT_SCAN: ['diagnosis.verdict-scan', ['type', 'scan']],
  ACT_INSTALL: ['diagnosis.verdict-install', ['scan']],
  ACT_SERVER: ['diagnosis.verdict-server', ['scan', 'type', 'help']],
  ACT_WAITING: ['diagnosis.verdict-waiting', NEW_CODE],
};

/**
 * Why an activation did not go on: its words, and which ways there are: `scan` and `type` a code, `again`, `pin` instead of the
 * phone's lock, `afresh`, `why` it is so, `help` by people, `home`. With `fine` nothing is wrong.
 *
 * @throws what is no failure of an activation but a mistake of this page
 */
export function failure(error, { isUnanswered = false } = {}) {
  if (error instanceof Unreachable) {
    return { text: t(isUnanswered ? 'app.unanswered' : 'app.no-network'), ways: ['again', 'home'] };
  }
  if (error instanceof NotUnlocked) {
    return { text: t('app.element-failed'), ways: ['again', 'pin'] };
  }
  if (error instanceof NoDeviceUnlock) {
    return { text: t('app.no-device-unlock'), ways: ['pin'] };
  }
  if (error instanceof Unproved) {
    return { text: t('app.server-unproved'), ways: ['help', 'home'] };
  }
  if (!isExpected(error)) {
    throw error;
  }
  return refusal(error);
}

/** Whether another PIN may be typed. */
export function mayRetypePin(error) {
  return codeOf(error) === 'ACT_PIN_RULES' || (codeOf(error) === 'ACT_PIN_WRONG' && error.problem.triesLeft !== 0);
}

/** Whether the token of an SMS may be typed again. */
export function mayRetypeToken(error) {
  return codeOf(error) === 'ACT_TOKEN_WRONG' && error.problem.triesLeft !== 0;
}

/** What to say at the field of a PIN or a token that was refused. */
export function atField({ problem: { code, triesLeft } }) {
  if (code === 'ACT_PIN_RULES') {
    return t('app.pin-rules');
  }
  return code === 'ACT_PIN_WRONG' ? t('app.pin-wrong', { n: triesLeft ?? 0 }) : t('app.token-wrong', { n: triesLeft ?? 0 });
}

/** What a diagnosis came to, as of {@link failure}. */
export function verdictOf({ verdict, reference }) {
  const [key, ways] = FAILURES[verdict] ?? VERDICTS[verdict] ?? ['app.error', ['again', 'home']];
  return told(verdict, key, ways, reference);
}

function refusal(error) {
  const { code, reference, retryAfterSeconds: pause } = error.problem;
  if (code === 'ACT_TOO_MANY') {
    return { text: pause ? t('app.too-many', { time: clockTime(serverNow() + pause * 1000) }) : t('app.too-many-later'), ways: ['home'] };
  }
  if (!(code in FAILURES)) {
    return code?.startsWith('ACT_') || code === 'MALFORMED' ? { text: [t('app.error'), ref(reference)], ways: ['again', 'why', 'home'] }
      : { text: words(error), ways: ['again', 'why', 'home'] };
  }
  return told(code, ...FAILURES[code], reference);
}

function told(code, key, ways, reference) {
  return code === 'ACT_ALREADY_HERE' ? { text: t(key), ways, fine: true } : { text: [t(key), ref(reference)], ways };
}

function ref(reference) {
  return reference && h('small', { class: 'reference' }, ` ${t('refusal.reference', { ref: reference })}`);
}
