import { serverNow } from '../shared/api.js';
import { follow } from '../shared/events.js';
import { isExpected } from '../shared/refusals.js';
import { askRequests, tellOpened } from './calls.js';
import { readApproval } from './protocol/approval.js';
import { fromBase64url } from './protocol/octets.js';

/** As long as a person looks at something else and comes back. */
const HIDDEN_MILLISECONDS = 30_000;

const LONGEST_PAUSE = 30_000;

/** What waits for the users of this phone. While the app is in sight the server tells it by itself; no push service is needed then. */
export class Requests {
  #all = [];

  #changed;

  #installation = null;

  #users = [];

  #stream = null;

  #opened = new Set();

  /** @param {function({renewPush: boolean})} changed called after each word of the server */
  constructor(changed) {
    this.#changed = changed;
    let leaving;
    document.addEventListener('visibilitychange', () => {
      clearTimeout(leaving);
      if (document.hidden) {
        leaving = setTimeout(() => this.#stop(), HIDDEN_MILLISECONDS);
      } else {
        this.#start();
      }
    });
  }

  /** Asks for these users from now on. */
  follow(installation, users) {
    this.#installation = installation;
    this.#users = users;
    this.#start();
  }

  /** Those that may be decided now, the newest first. */
  get waiting() {
    return this.#all.filter(({ enrolment, shown }) => shown.expiry * 1000 > serverNow()
      && this.#users.some((user) => user.enrolment === enrolment));
  }

  find(id) {
    return this.waiting.find((request) => request.id === id);
  }

  /** Asks at once, as after a tap on a notification. */
  async look() {
    try {
      this.#take(await askRequests(this.#installation));
    } catch (error) {
      if (!isExpected(error)) {
        throw error;
      }
    }
  }

  /** It was decided here; the server's next word is not waited for. */
  forget(id) {
    this.#all = this.#all.filter((request) => request.id !== id);
  }

  /** Tells, once, that a user has a request before his eyes. */
  async opened({ id, shown }) {
    if (document.hidden || this.#opened.has(id)) {
      return;
    }
    this.#opened.add(id);
    closeNotification(shown.attempt);
    try {
      await tellOpened(this.#installation, id);
    } catch (error) {
      if (!isExpected(error)) {
        throw error;
      }
      this.#opened.delete(id);
    }
  }

  async #start() {
    if (this.#stream || document.hidden || this.#users.length === 0) {
      return;
    }
    const stream = new AbortController();
    this.#stream = stream;
    const { id, token } = this.#installation;
    await follow(`/device/installations/${id}/requests/events`, { secret: token, signal: stream.signal, longestPause: LONGEST_PAUSE }, (data) => {
      this.#take(data);
      return false;
    });
    if (this.#stream === stream) {
      this.#stream = null;
    }
  }

  #stop() {
    this.#stream?.abort();
    this.#stream = null;
  }

  #take({ requests, renewPush }) {
    this.#all = requests.map(read).filter(Boolean);
    this.#changed({ renewPush });
  }
}

/** A request with what its octets say; null if they are none, and nothing of it is shown. */
function read({ id, enrolment, request, asksNumber }) {
  try {
    const octets = fromBase64url(request);
    return { id, enrolment, asksNumber, octets, shown: readApproval(octets) };
  } catch (error) {
    console.error('A request that cannot be read:', error.message);
    return null;
  }
}

/** What a person has before his eyes needs no notification any more. */
async function closeNotification(attempt) {
  const registration = await navigator.serviceWorker?.getRegistration();
  const shown = await registration?.getNotifications?.({ tag: attempt.replaceAll('-', '') }) ?? [];
  shown.forEach((notification) => notification.close());
}
