import { sign } from './keys.js';
import { toBase64url, utf8 } from './octets.js';

/**
 * A JWS in compact form (RFC 7515 section 7.1) by ES256.
 *
 * @param {CryptoKey} privateKey of P-256
 * @param {string} typ its type
 * @param {Object} payload
 */
export async function compactJws(privateKey, typ, payload) {
  const signed = [{ alg: 'ES256', typ }, payload].map((part) => toBase64url(utf8(JSON.stringify(part)))).join('.');
  return `${signed}.${toBase64url(await sign(privateKey, utf8(signed)))}`;
}
