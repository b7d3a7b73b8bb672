import { call, request, Refusal } from './api.js';

const ENDS = ['TOKEN_ISSUED', 'DENIED', 'FAILED', 'EXPIRED', 'CANCELLED', 'SUPERSEDED'];

/** A login attempt as its client sees it. Without a secret the browser's cookie opens it. */
export class Attempt {
  constructor(id, secret) {
    this.path = `/logins/${id}`;
    this.secret = secret;
  }

  answer(code) {
    return this.#call('POST', '/answer', { code });
  }

  sendSms() {
    return this.#call('POST', '/sms');
  }

  askChallenge() {
    return this.#call('POST', '/challenge');
  }

  /** Has the phone asked to approve, again or for the first time. */
  askPhone() {
    return this.#call('POST', '/push');
  }

  cancel() {
    return this.#call('DELETE', '');
  }

  /** Makes it a session of this browser. */
  session() {
    return this.#call('POST', '/session');
  }

  /** Makes it a token, for a client that keeps one. */
  token() {
    return this.#call('POST', '/token');
  }

  /**
   * Tells each state of the attempt, the present one first, until it has ended or `signal` says so. A stream that breaks is opened
   * again, after pauses that grow to five seconds: the first event of a stream is the present state, so nothing is missed.
   */
  async watch(tell, signal) {
    for (let pause = 500; !signal.aborted; pause = Math.min(pause * 2, 5000)) {
      try {
        for await (const view of this.#events(signal)) {
          pause = 500;
          tell(view);
          if (ENDS.includes(view.state)) {
            return;
          }
        }
      } catch (error) {
        if (error instanceof Refusal) {
          return;
        }
      }
      await rest(pause, signal);
    }
  }

  #call(method, path, body) {
    return call(method, this.path + path, body, { secret: this.secret });
  }

  async* #events(signal) {
    const response = await request('GET', `${this.path}/events`, undefined, { secret: this.secret, signal });
    const reader = response.body.getReader();
    const decoder = new TextDecoder();
    let left = '';
    try {
      for (;;) {
        // A heartbeat comes every 15 s: a stream that is silent for longer is dead, whatever the network says.
        const silence = setTimeout(() => reader.cancel().catch(() => {}), 40_000);
        const { done, value } = await reader.read().finally(() => clearTimeout(silence));
        if (done) {
          return;
        }
        const events = (left + decoder.decode(value, { stream: true })).split('\n\n');
        left = events.pop();
        for (const event of events) {
          const data = event.split('\n').filter((line) => line.startsWith('data:')).map((line) => line.slice(5));
          if (data.length > 0) {
            yield JSON.parse(data.join('\n'));
          }
        }
      }
    } finally {
      // Also when nobody asks for the next event any more: a stream that is left open fails later, unheard.
      reader.cancel().catch(() => {});
    }
  }
}

/** Whether nothing can be done with an attempt of this state. */
export function isEnd(state) {
  return ENDS.includes(state);
}

/** A pause that the browser's coming back to the network cuts short. */
function rest(milliseconds, signal) {
  return new Promise((resolve) => {
    const done = () => {
      clearTimeout(timer);
      removeEventListener('online', done);
      signal.removeEventListener('abort', done);
      resolve();
    };
    const timer = setTimeout(done, milliseconds);
    addEventListener('online', done);
    signal.addEventListener('abort', done);
  });
}
