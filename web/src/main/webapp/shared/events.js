import { call, request, Refusal, Unreachable } from './api.js';

const SHORTEST_PAUSE = 500;

/** A stream that ends sooner was ended by others of the same subject, or by a server that is not well. */
const SHORTEST_LIFE = 10_000;

/** A heartbeat comes every 15 s: a stream that is silent for longer is dead, whatever the network says. */
const LONGEST_SILENCE = 40_000;

/**
 * Reads a stream of server-sent events, and opens it again when it breaks, after pauses that grow. The first event of a stream is the
 * present state, so nothing is missed. While the server has no place for a stream, the state is asked for instead.
 *
 * @param {string} path behind `/api/v1`, with `/events` at its end; what stands before tells the present state
 * @param {Object} options
 * @param {string} [options.secret] as of `call`
 * @param {AbortSignal} options.signal ends it
 * @param {number} [options.longestPause] in milliseconds
 * @param {function(Object): boolean} tell takes the data of each event; `true` ends it
 * @returns {Promise<Refusal|null>} why the server does not go on, if it said so
 */
export async function follow(path, { secret, signal, longestPause = 5000 }, tell) {
  for (let pause = SHORTEST_PAUSE; !signal.aborted; pause = Math.min(pause * 2, longestPause)) {
    const begun = performance.now();
    const stream = new AbortController();
    const giveUp = () => stream.abort();
    signal.addEventListener('abort', giveUp);
    try {
      for await (const data of eventsOrState(path, secret, stream.signal)) {
        if (tell(data)) {
          return null;
        }
      }
    } catch (error) {
      if (error instanceof Refusal && !error.isFault) {
        return error;
      }
    } finally {
      signal.removeEventListener('abort', giveUp);
    }
    if (performance.now() - begun > SHORTEST_LIFE) {
      pause = SHORTEST_PAUSE;
    }
    // Many who lost the same server do not come back at the same moment.
    await rest(pause * (0.5 + Math.random()), signal);
  }
  return null;
}

async function* eventsOrState(path, secret, signal) {
  try {
    yield* events(path, secret, signal);
  } catch (error) {
    if (!(error instanceof Unreachable && error.answered)) {
      throw error;
    }
    yield await call('GET', path.slice(0, -'/events'.length), undefined, { secret, signal });
  }
}

async function* events(path, secret, signal) {
  const response = await request('GET', path, undefined, { secret, signal });
  const reader = response.body.getReader();
  const decoder = new TextDecoder();
  let left = '';
  try {
    for (;;) {
      const silence = setTimeout(() => reader.cancel().catch(() => {}), LONGEST_SILENCE);
      const { done, value } = await reader.read().finally(() => clearTimeout(silence));
      if (done) {
        return;
      }
      const parts = (left + decoder.decode(value, { stream: true })).split('\n\n');
      left = parts.pop();
      for (const part of parts) {
        const data = part.split('\n').filter((line) => line.startsWith('data:')).map((line) => line.slice(5));
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
