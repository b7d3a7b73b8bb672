import { call, callOnce, newKey, Refusal } from './api.js';
import { follow } from './events.js';

const ENDS = ['TOKEN_ISSUED', 'DENIED', 'FAILED', 'EXPIRED', 'CANCELLED', 'SUPERSEDED'];

/** A login attempt as its client sees it. Without a secret the browser's cookie opens it. */
export class Attempt {
  constructor(id, secret) {
    this.path = `/logins/${id}`;
    this.secret = secret;
    // It yields one session, however often somebody presses the button that asks for it.
    this.yieldKey = newKey();
  }

  /** As it is now. */
  look() {
    return this.#call('GET', '');
  }

  /** @param {{code: string}|{assertion: Object}} given what was typed, or what a device signed */
  answer(given) {
    return this.#once('/answer', given);
  }

  sendSms() {
    return this.#once('/sms');
  }

  askChallenge() {
    return this.#once('/challenge');
  }

  /** Has the phone asked to approve, again or for the first time. */
  askPhone() {
    return this.#once('/push');
  }

  /** Why its notification does not come, by what the user has said so far; the server repairs what it can. */
  diagnose(answers) {
    return this.#call('POST', '/diagnosis', answers);
  }

  /** Why its text message does not come, by what the user has said so far. */
  diagnoseSms(answers) {
    return this.#call('POST', '/diagnosis/sms', answers);
  }

  /** What became of its text message. */
  lookAtSms() {
    return this.#call('GET', '/diagnosis/sms');
  }

  /** Why the answers of its card are refused, by what the user has said so far. */
  diagnoseCard(answers) {
    return this.#call('POST', '/diagnosis/card', answers);
  }

  /** Asks its card twice, which ran away. */
  askTwice() {
    return this.#call('POST', '/resynchronisation');
  }

  /** Takes both answers, by which the card is found again; yields the attempt, which asks anew. */
  resynchronise(codes) {
    return this.#call('POST', '/resynchronisation/answer', codes);
  }

  /** What a diagnosis would say now. */
  lookAtDiagnosis() {
    return this.#call('GET', '/diagnosis');
  }

  /** Has another of the user's factors asked for, by its id. */
  choose(factor) {
    return this.#once('/factor', { factor });
  }

  cancel() {
    return this.#call('DELETE', '');
  }

  /** Makes it a session of this browser. */
  session() {
    return this.#once('/session', undefined, this.yieldKey);
  }

  /** Makes it a token, for a client that keeps one. */
  token() {
    return this.#once('/token', undefined, this.yieldKey);
  }

  /**
   * Tells each state of the attempt, the present one first, until it has ended or `signal` says so.
   *
   * @returns {Promise<Refusal|null>} as of `follow` of events.js: why no state is told any more
   */
  async watch(tell, signal) {
    return ofAttempt(await follow(`${this.path}/events`, { secret: this.secret, signal }, (view) => {
      tell(view);
      return isEnd(view.state);
    }));
  }

  #once(path, body, key = newKey()) {
    return callOnce('POST', this.path + path, body, { secret: this.secret, key }).catch(refuse);
  }

  #call(method, path, body) {
    return call(method, this.path + path, body, { secret: this.secret }).catch(refuse);
  }
}

function refuse(error) {
  throw ofAttempt(error);
}

/** What is not there where an attempt is asked for something is the attempt. */
function ofAttempt(error) {
  return error?.problem?.code === 'NOT_FOUND' ? new Refusal({ ...error.problem, code: 'ATTEMPT_UNKNOWN' }) : error;
}

/** Whether nothing can be done with an attempt of this state. */
export function isEnd(state) {
  return ENDS.includes(state);
}
