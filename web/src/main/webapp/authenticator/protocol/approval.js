import { readFields } from './octets.js';

const LABEL = 'countersign/v1/approval-request';
const LONGEST_TEXT = 200;
const NONCE_OCTETS = 32;
const UUID = /^[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}$/;

/** Controls, separators of lines and marks of direction: they make a text look like another. */
const DECEIVING = /[\u0000-\u001f\u007f-\u009f\u2028\u2029\u061c\u200e\u200f\u202a-\u202e\u2066-\u2069]/;

/**
 * What a user is asked to approve, read from the octets that the server fixed. Nothing else may be shown.
 *
 * @returns {{attempt: string, user: string, client: string, place: string, time: number, expiry: number, nonce: Uint8Array}}
 *   times in seconds since 1970
 * @throws {RangeError|TypeError} for octets of any other form
 */
export function readApproval(octets) {
  const all = readFields(octets);
  const decoder = new TextDecoder('utf-8', { fatal: true, ignoreBOM: true });
  const [label, attempt, user, client, place] = all.slice(0, 5).map((field) => decoder.decode(field));
  require(all.length === 8 && label === LABEL && UUID.test(attempt));
  [user, client, place].forEach((text) => require(text.trim() !== '' && text.length <= LONGEST_TEXT && !DECEIVING.test(text)));
  const [time, expiry] = [seconds(all[5]), seconds(all[6])];
  require(expiry > time && all[7].length === NONCE_OCTETS);
  return { attempt, user, client, place, time, expiry, nonce: all[7] };
}

/** SHA-256 of the octets: what is signed, and in hexadecimal the question of the approval suite. */
export async function requestHash(octets) {
  return new Uint8Array(await crypto.subtle.digest('SHA-256', octets));
}

function seconds(field) {
  require(field.length === 8);
  return Number(new DataView(field.buffer).getBigInt64(0));
}

function require(holds) {
  if (!holds) {
    throw new RangeError('this is no approval request of version 1');
  }
}
