import { fields, fromBase64url, readFields, toBase64url, utf8 } from './octets.js';

const REQUEST = 'countersign/v1/hand-over-request';
const TRANSCRIPT = 'countersign/v1/activation-transcript';
const TRANSCRIPT_FIELDS = 10;

/**
 * What one app asks another one to sign, for a person to carry across: base64url of three fields, the label, the user's name and the
 * transcript. Nothing of it is secret, and what is signed serves this one activation.
 */
export function writeRequest(userName, transcript) {
  return toBase64url(fields(REQUEST, userName, transcript));
}

/**
 * Reads it.
 *
 * @returns {{userName: string, transcript: Uint8Array}|null} null if it is none
 */
export function readRequest(typed) {
  return read(typed, (octets) => {
    const [label, userName, transcript, ...more] = readFields(octets);
    const said = readFields(transcript);
    const isOne = text(label) === REQUEST && more.length === 0 && said.length === TRANSCRIPT_FIELDS && text(said[0]) === TRANSCRIPT
      && text(said[1]) === 'key';
    return isOne ? { userName: text(userName), transcript } : null;
  });
}

/** The signature of the earlier app, in the form of its kind, on its way back. */
export function writeAnswer(possession) {
  return toBase64url(utf8(JSON.stringify(possession)));
}

/** Reads it; null if it is none. */
export function readAnswer(typed) {
  return read(typed, (octets) => {
    const possession = JSON.parse(text(octets));
    return typeof possession?.signature === 'string' ? possession : null;
  });
}

/** What was copied may have been broken into lines. */
function read(typed, parse) {
  try {
    return parse(fromBase64url(typed.replaceAll(/\s/g, '')));
  } catch (error) {
    if (error instanceof RangeError || error instanceof SyntaxError || error instanceof TypeError) {
      return null;
    }
    throw error;
  }
}

function text(octets) {
  return new TextDecoder('utf-8', { fatal: true }).decode(octets);
}
