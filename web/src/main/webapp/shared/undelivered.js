import { h } from './dom.js';
import { serverNow } from './api.js';
import { callUs, inquiry } from './inquiry.js';
import { FACTOR_KINDS, nameOf } from './kinds.js';
import { atTime, ofTime, t, unbroken } from './texts.js';

const MINUTE = 60_000;

/** For how long a carrier may say nothing before that is worth a word. */
const PATIENCE = 5 * MINUTE;

/** For how long the minutes without a receipt are counted. */
const COUNTED = 60 * MINUTE;

/** What a verdict says, where it is one text. */
const TEXTS = {
  S_UNVERIFIED: 'undelivered.unverified',
  S_WAIT: 'undelivered.wait',
  S_LIMIT: 'undelivered.limit',
  S_BAD_NUMBER: 'undelivered.bad-number',
  S_NO_REQUEST: 'undelivered.no-request',
  S_NOT_SENT: 'message.expired',
  S_CARRIER_BLOCK: 'undelivered.carrier-block',
  S_UNREACHABLE: 'undelivered.unreachable',
  S_DELAY: 'undelivered.delay',
  S_RESTART: 'undelivered.restart',
  S_ADVISE_AUTH: 'undelivered.advise-auth',
};

/** Verdicts that another second factor helps with. */
const ELSEWHERE = ['S_OTHER_NUMBER', 'S_LIMIT', 'S_BAD_NUMBER', 'S_CARRIER_BLOCK', 'S_UNREACHABLE', 'S_NO_RECEIPT', 'S_ADVISE_AUTH'];

const STATES = {
  WAITING: 'undelivered.state-waiting',
  DELIVERED: 'undelivered.state-delivered',
  BLOCKED: 'undelivered.state-blocked',
  UNREACHABLE: 'undelivered.state-unreachable',
  BAD_NUMBER: 'undelivered.state-bad-number',
  REFUSED: 'undelivered.state-refused',
  LATE: 'undelivered.state-late',
};

const QUESTIONS = { number: 'undelivered.ask-number', restart: 'undelivered.ask-restart' };

/**
 * Finds out why a text message does not come.
 *
 * @param {function(Object): Promise<Object>} diagnose takes what the user has said by question, yields the server's diagnosis
 * @param {Object} screen
 * @param {AbortSignal} screen.signal ends it
 * @param {string} [screen.phone] of the help desk
 * @param {boolean} [screen.choice] whether other second factors stand on the screen
 */
export function undelivered(diagnose, screen) {
  return inquiry({
    diagnose,
    describe: (diagnosis) => ({
      first: diagnosis.message && h('p', { class: 'hint' }, lastMessage(diagnosis.message)),
      said: saying(diagnosis, screen),
      asking: diagnosis.question && t(QUESTIONS[diagnosis.question], { number: numberOf(diagnosis) }),
    }),
  }, screen);
}

/** What became of a message, in one sentence. */
export function lastMessage({ state, sentAt, at }) {
  const sent = ofTime(sentAt);
  if (state !== 'ACCEPTED') {
    return t(STATES[state] ?? 'refusal.unknown', { sent, at: atTime(at) });
  }
  const silence = serverNow() - Date.parse(sentAt);
  if (silence < PATIENCE) {
    return t('undelivered.state-accepted', { sent });
  }
  return silence < COUNTED ? t('undelivered.state-overdue', { sent, n: wholeMinutes(silence) }) : t('undelivered.state-silent', { sent });
}

function wholeMinutes(milliseconds) {
  return Math.floor(milliseconds / MINUTE);
}

function numberOf({ number }) {
  return unbroken(number ?? '');
}

function saying(diagnosis, screen) {
  const { verdict, advice, reference } = diagnosis;
  return [
    passages(diagnosis, screen).filter(Boolean).map((line) => h('p', {}, line)),
    advice === 'AUTHENTICATOR' && verdict !== 'S_ADVISE_AUTH' && h('p', {}, t('undelivered.advise-auth')),
    screen.choice && ELSEWHERE.includes(verdict) && h('p', {}, t('undelivered.another-way')),
    verdict !== 'S_ESCALATE' && h('small', { class: 'reference' }, t('refusal.reference', { ref: reference })),
  ];
}

function passages(diagnosis, { phone }) {
  const { verdict, message, until, contact, factors, reference } = diagnosis;
  const number = numberOf(diagnosis);
  if (verdict === 'S_ESCALATE') {
    return [callUs(phone, reference)];
  }
  if (verdict === 'S_NOT_SMS_USER') {
    return [t('undelivered.not-sms-user', { factors: factors.map(named).join(', ') })];
  }
  if (verdict === 'S_OTHER_NUMBER') {
    const codes = factors.find(({ kind }) => kind === 'SMS');
    return [t('undelivered.other-number', { number: codes ? unbroken(codes.label) : number }), t('undelivered.change-number')];
  }
  if (verdict === 'S_DELIVERED') {
    return [t('undelivered.delivered', { at: atTime(message.at) }), t('undelivered.also')];
  }
  if (verdict === 'S_NO_RECEIPT') {
    return [t('undelivered.no-receipt', { number, n: wholeMinutes(serverNow() - Date.parse(message.sentAt)) })];
  }
  return [t(TEXTS[verdict] ?? 'refusal.unknown', { number, at: until && atTime(until) }),
    contact && t('undelivered.carrier-contact', { contact })];
}

/** A factor with its name, where it has one. */
function named(factor) {
  const kind = t(FACTOR_KINDS[factor.kind]);
  return factor.label ? `${nameOf(factor)} (${kind})` : kind;
}
