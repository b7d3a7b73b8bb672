import { concat, fromHex, toHex, utf8, wipe } from './octets.js';

const QUESTION_OCTETS = 128;
const NUMBER_OCTETS = 8;

/** The alphabet of a question, and its octets before zeros fill them up (RFC 6287 section 5.1 and appendix A). */
const FORMATS = {
  A: { alphabet: /^[0-9A-Za-z]+$/, octets: utf8 },
  // One decimal number, in hexadecimal without leading zeros: 7 and 007 are one question.
  N: { alphabet: /^[0-9]+$/, octets: (question) => leftAligned(BigInt(question).toString(16)) },
  H: { alphabet: /^[0-9A-Fa-f]+$/, octets: leftAligned },
};

/**
 * The response of RFC 6287: as many digits as the suite says, leading zeros included.
 *
 * @param {Object} suite of `parseSuite`
 * @param {CryptoKey} key for HMAC by the hash of the suite
 * @param {{questions: string[], counter?: bigint, pinHash?: Uint8Array, session?: Uint8Array, timeSteps?: bigint}} input
 *   what the suite asks for and nothing more; of mutual computation both questions in their order
 * @throws {RangeError} if the input is not what the suite takes
 */
export async function response(suite, key, input) {
  const data = dataInput(suite, input);
  try {
    const hmac = new Uint8Array(await crypto.subtle.sign('HMAC', key, data));
    return suite.digits === 0 ? toHex(hmac) : truncate(hmac, suite.digits);
  } finally {
    wipe(data);
  }
}

/** Suite, a zero octet, counter, question, PIN hash, session data, time steps (RFC 6287 section 5.1). */
export function dataInput(suite, { questions, counter, pinHash, session, timeSteps }) {
  const format = FORMATS[suite.format];
  const fits = questions.every((question) => format.alphabet.test(question) && question.length <= suite.length)
    && (counter !== undefined) === suite.counter
    && pinHash?.length === suite.pin?.length
    && (session !== undefined) === (suite.session !== null) && (session?.length ?? 0) <= (suite.session ?? 0)
    && (timeSteps !== undefined) === (suite.step !== null);
  if (!fits) {
    throw new RangeError(`the suite ${suite.text} takes something else`);
  }
  return concat(
    utf8(`${suite.text}\0`),
    number(counter),
    padded(format.octets(questions.join('')), QUESTION_OCTETS),
    pinHash ?? new Uint8Array(),
    session ? concat(new Uint8Array(suite.session - session.length), session) : new Uint8Array(),
    number(timeSteps),
  );
}

/** The PIN as a data input: the hash that the suite names over its UTF-8 octets (erratum 3900). A secret. */
export async function pinHash(suite, pin) {
  const octets = utf8(pin);
  try {
    return new Uint8Array(await crypto.subtle.digest(suite.pin.name, octets));
  } finally {
    wipe(octets);
  }
}

/** Dynamic truncation (RFC 4226 section 5.3) by the last octet of the HMAC, however long it is. */
function truncate(hmac, digits) {
  const offset = hmac[hmac.length - 1] & 0xf;
  const code = new DataView(hmac.buffer).getUint32(offset) & 0x7fffffff;
  return String(code % 10 ** digits).padStart(digits, '0');
}

/** Half octets from the left: an odd number of digits gets one zero on its right, never on its left. */
function leftAligned(hex) {
  return fromHex(hex.length % 2 === 0 ? hex : `${hex}0`);
}

function padded(octets, length) {
  return concat(octets, new Uint8Array(length - octets.length));
}

function number(value) {
  if (value === undefined) {
    return new Uint8Array();
  }
  const octets = new Uint8Array(NUMBER_OCTETS);
  new DataView(octets.buffer).setBigUint64(0, value);
  return octets;
}
