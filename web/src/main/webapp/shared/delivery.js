import { newest, serverNow } from './api.js';
import { fill, h } from './dom.js';
import { follow } from './events.js';
import { loaded, notice } from './parts.js';
import { isExpected } from './refusals.js';
import { t, untilTime } from './texts.js';

/** How long a code has not been typed when it is said what became of the message, and once more. */
const LOOKS_MILLISECONDS = [60_000, 301_000];

/** How the delivery of an SMS stands: its sign and its words. */
const DELIVERY = {
  QUEUED: ['note', 'message.queued'],
  NO_CARRIER: ['warning', 'message.no-carrier'],
  SENT: ['note', 'message.sent'],
  DELIVERED: ['good', 'message.delivered'],
  FAILED: ['bad', 'message.failed'],
  BLOCKED: ['bad', 'message.carrier-blocked'],
  REFUSED: ['bad', 'message.not-taken'],
  BAD_NUMBER: ['bad', 'undelivered.bad-number'],
  EXPIRED: ['bad', 'message.expired'],
  COOLDOWN: ['warning', 'message.cooldown'],
  LIMIT: ['warning', 'message.daily-limit'],
  CLOSED: ['bad', 'number.unreachable'],
};

/** Why a message failed, where that has words of its own. */
const CAUSES = ['BLOCKED', 'REFUSED', 'BAD_NUMBER'];

/** Why a message was not sent, where that has. */
const KEPT_BACK = { SMS_LIMIT: 'LIMIT', SMS_CLOSED: 'CLOSED' };

/**
 * Where a message with a code is, in words.
 *
 * @param {string} number that it goes to
 * @param {function(): Promise<{message?: Object}>} look tells what became of it, more exactly
 * @param {Object} options
 * @param {AbortSignal} options.signal ends it
 * @param {Object<string, string>} [options.words] the text of a state, where another one helps better here; of what the carrier has
 *   blocked, and so is not sent again, under `BLOCKED`
 * @returns {{element: Element, show: function({state: string, reason?: string, message?: Object, expiresAt: string})}}
 */
export function deliveryLine(number, look, { signal, words = {} }) {
  const place = h('div', { role: 'status', class: 'delivery' });
  const fate = h('p', { role: 'status', class: 'hint' });
  const looks = looking(look, fate, signal);
  let last = '';
  return {
    element: h('div', {}, place, fate),
    show(delivery) {
      const { expiresAt } = delivery;
      const told = standing(delivery);
      const [kind, key] = DELIVERY[told];
      if (last !== told) {
        last = told;
        fill(place, notice(kind, t(words[told] ?? key, { number, until: untilTime(expiresAt) })));
        looks.restart(expiresAt);
      }
    },
  };
}

/** What is told of a message: of one that failed or was not sent, why. */
export function standing({ state, reason, message }) {
  if (state === 'FAILED' && CAUSES.includes(message?.state)) {
    return message.state;
  }
  return KEPT_BACK[reason] ?? state;
}

/**
 * The same for a message that was just asked for, whose way the server tells as long as its code is waited for.
 *
 * @param {{number: string, path: string, expiresAt: string, secret?: string, words?: Object}} code `path` behind `/api/v1` tells how the
 *   message stands, and `/events` behind it whenever that changes
 * @param {AbortSignal} signal
 */
export function deliveryOf({ number, path, expiresAt, secret, words }, signal) {
  const end = new AbortController();
  let timer;
  const endAt = (instant) => {
    clearTimeout(timer);
    timer = setTimeout(() => end.abort(), Date.parse(instant) - serverNow());
  };
  endAt(expiresAt);
  signal.addEventListener('abort', () => {
    clearTimeout(timer);
    end.abort();
  });
  let last = { state: 'QUEUED', expiresAt };
  const line = deliveryLine(number, async () => last, { signal: end.signal, words });
  line.show(last);
  follow(`${path}/events`, { secret, signal: end.signal }, (delivery) => {
    last = delivery;
    // Another message has a later end.
    endAt(delivery.expiresAt);
    line.show(delivery);
    return false;
  });
  return line.element;
}

/** Says after some time without an answer what became of the message, until something new is heard of it or its code ends. */
function looking(look, place, signal) {
  const begin = newest();
  let timers = [];
  const stop = () => timers.forEach(clearTimeout);
  signal.addEventListener('abort', stop);
  const tell = async (end, isNewest) => {
    if (serverNow() >= Date.parse(end)) {
      return;
    }
    try {
      const [{ message }, { lastMessage }] = await Promise.all([look(), loaded(import('./undelivered.js'))]);
      if (isNewest() && !signal.aborted) {
        fill(place, message && lastMessage(message));
      }
    } catch (error) {
      if (!isExpected(error)) {
        throw error;
      }
      // Whatever is done with the code says what is wrong.
    }
  };
  return {
    restart(end) {
      stop();
      fill(place);
      const isNewest = begin();
      timers = LOOKS_MILLISECONDS.map((wait) => setTimeout(() => tell(end, isNewest), wait));
    },
  };
}
