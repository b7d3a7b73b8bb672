import { concat, equal, fields, utf8, wipe } from './octets.js';
import { HASHES } from './suite.js';

const POINT_OCTETS = 65;
const UNCOMPRESSED = 4;
const P256 = { namedCurve: 'P-256' };

/** A pair for one key agreement; its private key cannot be read. */
export async function agreementPair() {
  return pair('ECDH', ['deriveBits']);
}

/** The pair of the approval key; its private key cannot be read. */
export async function signingPair() {
  return pair('ECDSA', ['sign']);
}

/**
 * The x coordinate of the point that both sides come to, 32 octets: a secret.
 *
 * @throws {RangeError} if the other key is no point of P-256 in 65 octets
 */
export async function agree(privateKey, other) {
  if (other.length !== POINT_OCTETS || other[0] !== UNCOMPRESSED) {
    throw new RangeError('a public key has 65 octets and begins with 04');
  }
  let key;
  try {
    // The browser checks that the point lies on the curve.
    key = await crypto.subtle.importKey('raw', other, { name: 'ECDH', ...P256 }, false, []);
  } catch {
    throw new RangeError('the public key is no point of P-256');
  }
  return new Uint8Array(await crypto.subtle.deriveBits({ name: 'ECDH', public: key }, privateKey, 256));
}

/** ECDSA over P-256 with SHA-256: r and s, 32 octets each. */
export async function sign(privateKey, octets) {
  return new Uint8Array(await crypto.subtle.sign({ name: 'ECDSA', hash: 'SHA-256' }, privateKey, octets));
}

/**
 * The keys of one agreement: HKDF-SHA256 (RFC 5869) over agreed octets and, of an activation, its secret, which are wiped. The browser
 * keeps what they yield and gives out no octets of it but those that are asked for.
 */
export class KeySchedule {
  #material;

  #salt;

  #enrolment;

  static async of(agreed, secret, salt, enrolment) {
    const both = concat(agreed, secret);
    const schedule = new KeySchedule();
    schedule.#material = await crypto.subtle.importKey('raw', both, 'HKDF', false, ['deriveBits', 'deriveKey']);
    schedule.#salt = salt;
    schedule.#enrolment = enrolment;
    wipe(agreed, secret, both);
    return schedule;
  }

  /** A key for HMAC that cannot be read, as long as its hash. */
  hmacKey(purpose, hash) {
    const kind = { name: 'HMAC', hash: hash.name, length: hash.length * 8 };
    return crypto.subtle.deriveKey(this.#hkdf(purpose), this.#material, kind, false, ['sign']);
  }

  /** The proof of a role, `device` or `server`, that it has the keys and saw this transcript: 32 octets. */
  async confirmation(role, transcript) {
    const key = await this.hmacKey(`confirm/${role}`, HASHES.SHA256);
    return new Uint8Array(await crypto.subtle.sign('HMAC', key, fields('countersign/v1/confirmation', role, transcript)));
  }

  /** A key of 256 bits that encrypts by AES-GCM. */
  sealingKey(purpose) {
    return crypto.subtle.deriveKey(this.#hkdf(purpose), this.#material, { name: 'AES-GCM', length: 256 }, false, ['encrypt']);
  }

  /** The octets themselves, for a key that something else will wrap. */
  async octets(purpose, length) {
    return new Uint8Array(await crypto.subtle.deriveBits(this.#hkdf(purpose), this.#material, length * 8));
  }

  /** The enrolment id has always 36 characters, so no two purposes give one info. */
  #hkdf(purpose) {
    return { name: 'HKDF', hash: 'SHA-256', salt: this.#salt, info: utf8(`countersign/v1/${purpose}${this.#enrolment}`) };
  }
}

/** @throws {RangeError} if one public key stands in two places: each has one purpose */
export function requireDifferent(...keys) {
  if (keys.some((one, at) => keys.slice(at + 1).some((other) => equal(one, other)))) {
    throw new RangeError('one public key stands in two places');
  }
}

async function pair(name, usages) {
  const made = await crypto.subtle.generateKey({ name, ...P256 }, false, usages);
  return { privateKey: made.privateKey, publicKey: new Uint8Array(await crypto.subtle.exportKey('raw', made.publicKey)) };
}
