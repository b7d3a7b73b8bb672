const BASE = '/api/v1';

/** The authenticator keeps its texts: their answer has the date of the day on which it was kept. */
const KEPT = '/texts/';

/** The header `Date` has whole seconds, and some servers write an old one for as long again; in milliseconds. */
const SECOND = 1000;

/** How often a request is sent again that is not answered, and how long after the one before, in milliseconds. */
const REPEATS = 2;
const PAUSE = 1000;

/** A request that takes longer, in milliseconds, gets no answer any more. */
const PATIENCE = 20_000;

/** The server said no, and why (RFC 9457). */
export class Refusal extends Error {
  constructor(problem) {
    super(problem.code);
    this.problem = problem;
  }

  /** Whether the server failed at it, which says nothing of what was asked. */
  get isFault() {
    return this.problem.status >= 500;
  }
}

/** No answer came, or one that says: later. Whether the call took effect is not known. */
export class Unreachable extends Error {
  /** @param {boolean} answered whether something answered all the same: a server that is busy, or what stands before it */
  constructor(message, answered = false) {
    super(message);
    this.answered = answered;
  }
}

let ahead = 0;

/** Now by the server's clock, in milliseconds: what this machine's clock says is wrong is put right. */
export function serverNow() {
  return Date.now() + ahead;
}

/**
 * Calls the REST interface.
 *
 * @param {string} method of HTTP
 * @param {string} path behind `/api/v1`
 * @param {Object} [body] sent as JSON
 * @param {{secret?: string, signal?: AbortSignal, patience?: number, cookies?: boolean, key?: string}} [options] a bearer secret
 *   instead of the browser's cookies; how many milliseconds it may take; `cookies: false` for a call that has neither; by which key the server
 *   knows the request again
 * @returns {Promise<Object|null>} the answer's JSON; null where there is none
 * @throws {Refusal|Unreachable}
 */
export function call(method, path, body, options = {}) {
  return inTime(options, async (signal) => {
    const response = await send(method, path, body, { ...options, signal });
    return response.status === 204 ? null : response.json().catch(unanswered);
  });
}

/** By what the server knows a request that is sent again. */
export function newKey() {
  return crypto.randomUUID();
}

/**
 * Calls for something that is done once: where no answer comes, or one that says later, the same request is sent again by itself.
 *
 * @param {{key: string}} options as for `call`, with the key by which the server knows the request again
 * @throws {Refusal|Unreachable}
 */
export async function callOnce(method, path, body, options) {
  for (let rest = REPEATS; ; rest--) {
    try {
      return await call(method, path, body, options);
    } catch (error) {
      if (!(error instanceof Unreachable) || rest === 0) {
        throw error;
      }
      await new Promise((resolve) => { setTimeout(resolve, PAUSE); });
    }
  }
}

/** The same as `call`, for an answer that is read as it comes: that takes as long as it takes, and may be given up meanwhile. */
export function request(method, path, body, options = {}) {
  return inTime({ ...options, goesOn: true }, (signal) => send(method, path, body, { ...options, signal }));
}

/** Does something until its caller gives it up, or it takes too long; what goes on behind it may be given up still. */
async function inTime({ signal, patience = PATIENCE, goesOn = false }, act) {
  const end = new AbortController();
  const giveUp = () => end.abort();
  let late = false;
  // Not the browser's own signal for it, which phones of before 2022 do not have.
  const limit = setTimeout(() => {
    late = true;
    giveUp();
  }, patience);
  if (signal?.aborted) {
    giveUp();
  }
  signal?.addEventListener('abort', giveUp);
  try {
    return await act(end.signal);
  } catch (error) {
    throw late && error.name === 'AbortError' ? lost('no answer in time', false) : error;
  } finally {
    clearTimeout(limit);
    if (!goesOn) {
      signal?.removeEventListener('abort', giveUp);
    }
  }
}

async function send(method, path, body, { secret, signal, key, cookies = !secret }) {
  const headers = { Accept: path.endsWith('/events') ? 'text/event-stream' : 'application/json' };
  if (secret) {
    headers.Authorization = `Bearer ${secret}`;
  }
  if (body !== undefined) {
    headers['Content-Type'] = 'application/json';
  }
  if (key) {
    headers['Idempotency-Key'] = `"${key}"`;
  }
  const sent = Date.now();
  const response = await fetch(BASE + path, {
    method, headers, signal, body: body === undefined ? undefined : JSON.stringify(body),
    // With a secret of its own a call is a program's, and the browser's session has no part in it.
    credentials: cookies ? 'same-origin' : 'omit',
  }).catch(unanswered);
  if (!path.startsWith(KEPT)) {
    noteClock(response, sent);
  }
  if (response.ok) {
    tellConnection(true);
    return response;
  }
  throw await refusal(response);
}

/** No answer came, or it broke off; what was given up is neither. */
function unanswered(error) {
  throw error.name === 'AbortError' ? error : lost(error.message, false);
}

async function refusal(response) {
  const problem = await response.json().catch(() => null);
  if (response.status === 503 || problem === null || problem.code === undefined) {
    return lost(`HTTP ${response.status}`, true);
  }
  tellConnection(true);
  return new Refusal(problem);
}

function lost(message, answered) {
  tellConnection(false);
  return new Unreachable(message, answered);
}

/** The server made its date between `sent` and now. What is known of its clock stays as long as that agrees with it. */
function noteClock(response, sent) {
  const date = Date.parse(response.headers.get('Date') ?? '');
  const [least, most] = [date - Date.now(), date + SECOND - sent];
  if (ahead < least - SECOND || ahead > most + SECOND) {
    ahead = (least + most) / 2;
  }
}

function tellConnection(up) {
  document.dispatchEvent(new CustomEvent('connection', { detail: up }));
}

/**
 * Answers may overtake each other, so only the newest of several questions may draw what it yields.
 *
 * @returns {function(): function(): boolean} called for each question; what that yields tells whether none was asked after it
 */
export function newest() {
  let last = 0;
  return () => {
    last += 1;
    const mine = last;
    return () => mine === last;
  };
}
