import { serverNow, Unreachable } from '../shared/api.js';
import { h } from '../shared/dom.js';
import { codeOf, isExpected, words } from '../shared/refusals.js';
import { atTime, t } from '../shared/texts.js';
import { NoDeviceUnlock, NotUnlocked } from './device-kind.js';
import { NotHandedOver, Unproved } from './enrolling.js';

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
  ACT_ALREADY_ELSEWHERE: ['app.already-elsewhere', ['migrate', 'home']],
  ACT_STOPPED: ['app.stopped', ['help', 'home']],
  ACT_DEVICE_REFUSED: ['app.device-refused', ['home']],
  ACT_OS_TOO_OLD: ['app.os-too-old', ['again', 'home']],
  ACT_NO_LOCK: ['app.no-lock', ['again', 'home']],
  ACT_NO_SENSOR: ['app.no-sensor', ['again', 'home']],
  ACT_NO_NUMBER: ['app.no-number', NEW_CODE],
  CONFIRMATION_REQUIRED: ['app.by-portal', NEW_CODE],
  ACT_INSTALLATION_FULL: ['app.full', ['home']],
  ACT_INSTALLATION: ['app.other-installation', ['afresh', 'help']],
  MIG_CREDENTIALS_DUE: ['app.move-over', ['begin', 'home']],
  MIG_DEVICE_REFUSED: ['app.move-device-refused', ['home']],
  MIG_NO_ACTIVE_ENROLMENT: ['app.migrate-none', ['activate', 'scan', 'home']],
  MIG_NUMBER_UNREACHABLE: ['app.number-gone', ['help', 'home']],
  MIG_TOKEN_EXPIRED: ['app.move-over', ['begin', 'home']],
  MIG_TOKEN_TRIES: ['app.token-over', ['begin', 'home']],
  REC_NOTHING_FOUND: ['app.recover-none', ['migrate', 'activate', 'home']],
  REC_NUMBER_UNREACHABLE: ['app.number-gone', ['help', 'home']],
  REC_PIN_WRONG: ['app.recover-pin-over', ['migrate', 'begin', 'home']],
  REC_TOKEN_WRONG: ['app.token-over', ['begin', 'home']],
};

/** The same where no code of the portal is behind it. */
const OF_MOVES = {
  ACT_PIN_WRONG: ['app.move-pin-over', ['begin', 'home']],
  ACT_PROOF_WRONG: ['app.move-unproved', ['begin', 'home']],
  ACT_SESSION_EXPIRED: ['app.move-over', ['begin', 'home']],
  ACT_SESSION_UNKNOWN: ['app.move-over', ['begin', 'home']],
  ACT_SESSION_USED: ['app.move-over', ['begin', 'home']],
};

const PIN_RULES = ['ACT_PIN_RULES', 'MIG_PIN_RULES'];

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
 * phone's lock, `afresh`, `why` it is so, `help` by people, `home`, `begin` a move anew, `migrate` or `activate` instead. With `fine`
 * nothing is wrong.
 *
 * @param {Error} error
 * @param {{isUnanswered?: boolean, move?: {purpose: string}}} [where] `move` if it moves the authenticator
 * @throws what is no failure of an activation but a mistake of this page
 */
export function failure(error, { isUnanswered = false, move } = {}) {
  if (error instanceof Unreachable) {
    return { text: t(isUnanswered ? 'app.unanswered' : 'app.no-network'), ways: ['again', 'home'] };
  }
  if (error instanceof NotHandedOver) {
    return { text: t('app.not-handed-over'), ways: ['again', 'migrate', 'home'] };
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
  return refusal(error, move);
}

/** Shows why an activation does not go on, and what can be done. The ways of `data` take the context of the view that offers them. */
export function fail(context, error, data = {}) {
  if (mayRetypeToken(error) && data.enrolling?.retype) {
    data.enrolling.retype(context, error);
  } else {
    // What is none of the failures that a person can do something about is a mistake of this page.
    failure(error);
    context.replace('failed', { error, ...data });
  }
}

/** Whether a refusal is about an activation, and not about whoever asks. */
export function isOfActivation(error) {
  return /^(ACT|MIG|REC)_/.test(codeOf(error));
}

/** Whether another PIN may be typed. */
export function mayRetypePin(error) {
  return PIN_RULES.includes(codeOf(error)) || (['ACT_PIN_WRONG', 'REC_PIN_WRONG'].includes(codeOf(error)) && error.problem.triesLeft !== 0);
}

/** Whether the token of an SMS may be typed again. */
function mayRetypeToken(error) {
  return ['ACT_TOKEN_WRONG', 'MIG_TOKEN_WRONG', 'REC_TOKEN_WRONG'].includes(codeOf(error)) && error.problem.triesLeft !== 0;
}

/** What to say at the field of a PIN or a token that was refused. */
export function atField({ problem: { code, triesLeft } }) {
  if (PIN_RULES.includes(code)) {
    return t('app.pin-rules');
  }
  return t(code.endsWith('PIN_WRONG') ? 'app.pin-wrong' : 'app.token-wrong', { n: triesLeft ?? 0 });
}

/** What a diagnosis came to, as of {@link failure}. */
export function verdictOf({ verdict, reference }) {
  const [key, ways] = FAILURES[verdict] ?? VERDICTS[verdict] ?? ['app.error', ['again', 'home']];
  return told(verdict, key, ways, reference);
}

function refusal(error, move) {
  const { code, reference, retryAfterSeconds: pause } = error.problem;
  if (code === 'ACT_TOO_MANY') {
    return { text: pause ? t('app.too-many', { at: atTime(serverNow() + pause * 1000) }) : t('app.too-many-later'), ways: ['home'] };
  }
  if (code === 'MIG_RECENT') {
    return { text: [t('app.moved-recently', { at: atTime(serverNow() + (pause ?? 0) * 1000) }), ref(reference)], ways: ['help', 'home'] };
  }
  if (move && code in OF_MOVES) {
    return told(code, ...OF_MOVES[code], reference);
  }
  if (!(code in FAILURES)) {
    return isOfActivation(error) || code === 'MALFORMED' ? { text: [t('app.error'), ref(reference)], ways: ['again', 'why', 'home'] }
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
