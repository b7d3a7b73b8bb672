import { Unreachable } from '../shared/api.js';
import { codeOf } from '../shared/refusals.js';
import { askOffer, askStatus, redeem } from './calls.js';
import { forget } from './device-kind.js';
import { report } from './device.js';
import { Activation } from './protocol/activation.js';
import { agreementPair } from './protocol/keys.js';
import { fromBase64url, toBase64url, wipe } from './protocol/octets.js';

/** The server's confirmation was wrong: it does not know the secret, or somebody changed what was said. Nothing was kept. */
export class Unproved extends Error {}

/** The earlier app, or its person, did not sign for this one. */
export class NotHandedOver extends Error {}

/** One activation on its way from its secret to a user of this phone. */
export class Enrolling {
  #store;

  #name;

  #secret;

  #handOver;

  /** A redemption whose answer did not come: it is sent again as it was. */
  #unanswered = null;

  /**
   * @param {Store} store
   * @param {string} method `qr`, `code`, `sms` or `key`
   * @param {{activation: string}|{locator: Uint8Array}} name what names the activation to the server
   * @param {Uint8Array} secret what proves it, and is never sent; wiped by `end`
   * @param {Object} [more]
   * @param {Move} [more.move] what moves the authenticator here
   * @param {function(Activation): Promise<Object>} [more.handOver] of the method `key`: has the key of the earlier enrolment sign
   */
  constructor(store, method, name, secret, { move, handOver } = {}) {
    this.#store = store;
    this.method = method;
    this.move = move;
    this.#name = name.locator ? { locator: toBase64url(name.locator) } : name;
    this.#secret = secret;
    this.#handOver = handOver;
  }

  /** Whether it moves the authenticator from one app to another on this phone: lock and PIN are what they were. */
  get staysOnPhone() {
    return this.move !== undefined && this.move.purpose !== 'MIGRATE';
  }

  /** Whether a redemption may be done already, and only its answer was lost. */
  get isUnanswered() {
    return this.#unanswered !== null;
  }

  /**
   * Asks what the server offers to a phone whose keys are opened so. It may be asked again.
   *
   * @param {string} unlock PIN or DEVICE
   */
  async askOffer(unlock) {
    this.installation = await this.#store.installation();
    this.report = await report(this.installation, unlock);
    this.offer = await askOffer(this.#name, this.report);
    this.#unanswered = null;
  }

  /**
   * Redeems the activation, and keeps the user's keys once the server has confirmed them. Each try has key pairs of its own.
   *
   * @param {PinKind|DeviceKind} kind what opens the keys on this phone; passed over while a redemption is unanswered
   * @returns {Promise<{user: Object, weakUntil?: string, others?: string[]}>} the record of the user; what the server said of a move
   * @throws {Refusal|Unreachable|Unproved}
   */
  async redeem(kind) {
    const prepared = this.#unanswered ?? await this.#prepare(kind);
    const { userName, weakUntil, others } = await this.#claim(prepared);
    const user = {
      enrolment: this.offer.enrolment,
      userName,
      state: 'ACTIVE',
      challengeSuite: this.offer.challengeSuite,
      approvalSuite: prepared.activation.said.approvalSuite,
      unlock: prepared.kind.unlock,
      ...await prepared.kind.keep(prepared.activation),
    };
    await this.#store.putUser(user);
    await this.#store.updateInstallation({ unlock: user.unlock, lastAsked: user.enrolment });
    prepared.kind.tellName?.(user.userName);
    await this.#replace(user, others ?? []);
    return { user, weakUntil, others };
  }

  /** Nothing of it is needed any more. */
  end() {
    wipe(this.#secret);
    this.#unanswered = null;
  }

  /** A user has one authenticator: what this phone had of him is over. Others of an earlier set-up can follow. */
  async #replace({ userName, enrolment }, others) {
    const former = (await this.#store.users()).filter((user) => user.userName === userName && user.enrolment !== enrolment);
    for (const user of former) {
      await this.#store.removeUser(user.enrolment);
    }
    const earlier = (await this.#store.installation()).earlier?.filter((user) => user.userName === userName) ?? [];
    [...former, ...earlier].filter(({ credential }) => credential).forEach(({ credential }) => forget(credential));
    await this.#store.noteEarlier(others.map((other) => ({ userName: other })));
  }

  /** The user's name and what the server says of a move, once it has confirmed the keys. */
  async #claim(prepared) {
    try {
      const answer = await redeem(this.offer.activation, this.installation.token, prepared.body);
      this.#unanswered = null;
      if (!await prepared.activation.isConfirmedBy(fromBase64url(answer.confirmation))) {
        throw new Unproved();
      }
      return answer;
    } catch (error) {
      this.#unanswered = error instanceof Unreachable ? prepared : null;
      const userName = codeOf(error) === 'ACT_SESSION_USED' ? await this.#findName(prepared) : undefined;
      if (userName === undefined) {
        throw error;
      }
      return { userName };
    }
  }

  /**
   * What a lost answer would have said; browsers too send a request again, unasked, when its connection breaks. A server that calls this
   * very enrolment active has taken the confirmation of these keys. Whoever only pretends to be the server knows no key of them.
   */
  async #findName(prepared) {
    try {
      const { enrolments } = await askStatus(this.installation);
      return enrolments.find(({ id, state }) => id === this.offer.enrolment && state === 'ACTIVE')?.userName;
    } catch (error) {
      this.#unanswered = error instanceof Unreachable ? prepared : null;
      throw error;
    }
  }

  async #prepare(kind) {
    const [device, approvalKey] = [await agreementPair(), await kind.approvalPublicKey()];
    const activation = await this.#agree({
      method: this.method,
      activation: this.offer.activation,
      enrolment: this.offer.enrolment,
      installation: this.installation.id,
      challengeSuite: this.offer.challengeSuite,
      approvalSuite: this.offer.approvalSuite ?? '',
      serverKey: fromBase64url(this.offer.serverPublicKey),
      deviceKey: device.publicKey,
      approvalKey,
    }, device.privateKey);
    const body = {
      method: this.method,
      installation: this.report,
      devicePublicKey: toBase64url(device.publicKey),
      approvalPublicKey: toBase64url(approvalKey),
      confirmation: toBase64url(await activation.confirmation('device')),
      ...await kind.proof(activation),
      handOver: await this.#handOver?.(activation),
    };
    return { activation, body, kind };
  }

  async #agree(said, privateKey) {
    try {
      return await Activation.of(said, privateKey, this.#secret.slice());
    } catch (error) {
      // A key or a suite of the server is none.
      throw error instanceof RangeError ? new Unproved(error.message) : error;
    }
  }
}
