import { assertionOver } from './device-kind.js';
import { handOverOctets } from './protocol/activation.js';
import { sign } from './protocol/keys.js';
import { toBase64url } from './protocol/octets.js';

/**
 * Signs by a user's approval key that an activation takes the place of his enrolment, in the form of its kind.
 *
 * @param {{approvalKey: CryptoKey}|{credential: ArrayBuffer}} user
 * @param {Uint8Array} transcript of the activation
 * @throws {NotUnlocked}
 */
export async function signHandOver(user, transcript) {
  const octets = handOverOctets(transcript);
  return user.credential
    ? assertionOver(user, new Uint8Array(await crypto.subtle.digest('SHA-256', octets)))
    : { signature: toBase64url(await sign(user.approvalKey, octets)) };
}
