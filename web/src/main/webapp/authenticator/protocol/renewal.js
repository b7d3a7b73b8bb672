import { equal, fields } from './octets.js';
import { agree, KeySchedule, requireDifferent } from './keys.js';
import { parseSuite } from './suite.js';

/**
 * The device's side of a renewal of a challenge key. The new key is there once the server has confirmed it; until then the old one stays
 * in use.
 */
export class Renewal {
  #schedule;

  /**
   * @param {Object} said what both sides said: renewal, enrolment, installation, challengeSuite, and the public keys serverKey, deviceKey
   * @param {CryptoKey} privateKey of the device key
   * @param {CryptoKey} oldKey for HMAC, which is all that is asked of it
   * @throws {RangeError} if a key or a suite is none, or one key stands in two places
   */
  static async of(said, privateKey, oldKey) {
    requireDifferent(said.serverKey, said.deviceKey);
    const renewal = new Renewal();
    renewal.challengeSuite = parseSuite(said.challengeSuite);
    renewal.transcript = transcript(said);
    renewal.salt = new Uint8Array(await crypto.subtle.sign('HMAC', oldKey, renewal.transcript));
    renewal.#schedule = await KeySchedule.of(await agree(privateKey, said.serverKey), new Uint8Array(), renewal.salt, said.enrolment);
    return renewal;
  }

  /** The proof of a role, `device` or `server`: 32 octets. */
  confirmation(role) {
    return this.#schedule.confirmation(role, this.transcript);
  }

  /** Whether this is the server's confirmation. Without it the old key stays. */
  async isConfirmedBy(octets) {
    return equal(await this.confirmation('server'), octets);
  }

  /** The new key of challenges, which cannot be read. */
  challengeKey() {
    return this.#schedule.hmacKey('ocra', this.challengeSuite.hash);
  }

  /** Its octets, for a device that wraps it by a key of its own; the caller wipes them. */
  challengeKeyOctets() {
    return this.#schedule.octets('ocra', this.challengeSuite.hash.length);
  }
}

/** Seven fields, the label first. */
function transcript({ renewal, enrolment, installation, challengeSuite, serverKey, deviceKey }) {
  return fields('countersign/v1/renewal-transcript', renewal, enrolment, installation, challengeSuite, serverKey, deviceKey);
}
