import { concat, equal, fields, utf8, wipe } from './octets.js';
import { parseSuite } from './suite.js';
import { agree, KeySchedule, requireDifferent } from './keys.js';

const NONCE_OCTETS = 12;

/**
 * The device's side of an activation. It shows its confirmation first; the keys are there once the server has confirmed them.
 * Everything in it is of this one activation and is thrown away with it.
 */
export class Activation {
  #schedule;

  /**
   * @param {Object} said what both sides said: method, activation, enrolment, installation, challengeSuite, approvalSuite (an empty
   *   text on devices without a PIN), and the public keys serverKey, deviceKey, approvalKey
   * @param {CryptoKey} privateKey of the device key
   * @param {Uint8Array} secret of the activation, which is wiped
   * @throws {RangeError} if a key or a suite is none, or one key stands in two places
   */
  static async of(said, privateKey, secret) {
    requireDifferent(said.serverKey, said.deviceKey, said.approvalKey);
    const activation = new Activation();
    activation.said = said;
    activation.challengeSuite = parseSuite(said.challengeSuite);
    activation.approvalSuite = said.approvalSuite === '' ? null : parseSuite(said.approvalSuite);
    activation.transcript = transcript(said);
    activation.salt = new Uint8Array(await crypto.subtle.digest('SHA-256', activation.transcript));
    activation.#schedule = await KeySchedule.of(await agree(privateKey, said.serverKey), secret, activation.salt, said.enrolment);
    return activation;
  }

  /** The proof of a role, `device` or `server`: 32 octets. */
  confirmation(role) {
    return this.#schedule.confirmation(role, this.transcript);
  }

  /** Whether this is the server's confirmation. Without it no key may be kept. */
  async isConfirmedBy(octets) {
    return equal(await this.confirmation('server'), octets);
  }

  /** What the approval key signs to prove that it is there. */
  possession() {
    return fields('countersign/v1/possession', this.transcript);
  }

  /** The PIN for the server alone: twelve octets of nonce, ciphertext and tag of AES-256-GCM. */
  async sealedPin(pin) {
    const octets = utf8(pin);
    const iv = crypto.getRandomValues(new Uint8Array(NONCE_OCTETS));
    const key = await this.#schedule.sealingKey('pin');
    const sealed = await crypto.subtle.encrypt({ name: 'AES-GCM', iv, additionalData: this.salt }, key, octets);
    wipe(octets);
    return concat(iv, new Uint8Array(sealed));
  }

  /** The key of challenges, which cannot be read. */
  challengeKey() {
    return this.#schedule.hmacKey('ocra', this.challengeSuite.hash);
  }

  /** Its octets, for a device that wraps it by a key of its own; the caller wipes them. */
  challengeKeyOctets() {
    return this.#schedule.octets('ocra', this.challengeSuite.hash.length);
  }

  /** The OCRA key of approvals, which cannot be read; null where there is no PIN. */
  async approvalOcraKey() {
    return this.approvalSuite && this.#schedule.hmacKey('approval-ocra', this.approvalSuite.hash);
  }
}

/** What the approval key of an earlier enrolment signs, so that the activation with this transcript takes its place. */
export function handOverOctets(transcript) {
  return fields('countersign/v1/hand-over', transcript);
}

/** Ten fields, the label first. */
function transcript({ method, activation, enrolment, installation, challengeSuite, approvalSuite, serverKey, deviceKey, approvalKey }) {
  return fields('countersign/v1/activation-transcript', method, activation, enrolment, installation, challengeSuite, approvalSuite,
    serverKey, deviceKey, approvalKey);
}
