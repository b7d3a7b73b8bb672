import { canonical } from '../../shared/typed.js';
import { utf8 } from './octets.js';

/**
 * The twelve characters of an activation code that a person typed, in Crockford's base 32; null if it is none. Case, blanks, dashes
 * and fullwidth characters are forgiven, O is read as 0, I and L as 1.
 */
export function activationCode(typed) {
  const code = canonical(typed);
  return /^[0-9A-TV-Z]{12}$/i.test(code) ? code.toUpperCase().replaceAll('O', '0').replaceAll(/[IL]/g, '1') : null;
}

/** What names a code to the server, which must not have the code: 16 octets. */
export async function locator(code) {
  const material = await crypto.subtle.importKey('raw', utf8(code), 'HKDF', false, ['deriveBits']);
  const info = utf8('countersign/v1/activation-locator');
  return new Uint8Array(await crypto.subtle.deriveBits({ name: 'HKDF', hash: 'SHA-256', salt: new Uint8Array(), info }, material, 128));
}

/** The six digits of a challenge that a person typed; null if it is none. */
export function challenge(typed) {
  const digits = canonical(typed);
  return /^[1-9][0-9]{5}$/.test(digits) ? digits : null;
}

/** The eight digits of an activation token from an SMS; null if it is none. */
export function smsToken(typed) {
  const digits = canonical(typed);
  return /^[0-9]{8}$/.test(digits) ? digits : null;
}

/** In two groups, for reading. */
export function grouped(digits) {
  return `${digits.slice(0, digits.length / 2)} ${digits.slice(digits.length / 2)}`;
}

/** Whether a text may be a PIN: 4 to 6 characters of ASCII 33 to 126, one digit at least. */
export function isPin(text) {
  return /^[!-~]{4,6}$/.test(text) && /[0-9]/.test(text);
}

/** The two digits of a login screen that a person typed; null if it is none. */
export function twoDigits(typed) {
  const digits = canonical(typed);
  return /^[0-9]{2}$/.test(digits) ? digits : null;
}
