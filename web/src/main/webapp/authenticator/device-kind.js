import { canUnlock } from './device.js';
import { toBase64url, utf8, wipe } from './protocol/octets.js';

const ES256 = -7;
const NONCE_OCTETS = 12;
const RANDOM_OCTETS = 32;
const PATIENCE_MILLISECONDS = 120_000;

/** This phone has no lock that yields a secret to wrap keys with (the PRF extension of WebAuthn): a PIN is needed. */
export class NoDeviceUnlock extends Error {}

/** The person was not recognised, or did not want to be. */
export class NotUnlocked extends Error {}

/** Keys that face, finger or the lock of the phone open. The OCRA key is wrapped by what the lock yields, and lies nowhere open. */
export class DeviceKind {
  unlock = 'DEVICE';

  #enrolment;

  #credential;

  #publicKey;

  #salt = random(RANDOM_OCTETS);

  #wrapping;

  /** Whether it is worth asking the person: whether the lock has a PRF shows only then. */
  static async isPossible() {
    const able = await globalThis.PublicKeyCredential?.getClientCapabilities?.().catch(() => null);
    return able?.['extension:prf'] !== false && canUnlock();
  }

  /**
   * Makes the approval key in the phone's lock, which asks the person.
   *
   * @throws {NoDeviceUnlock|NotUnlocked}
   */
  static async create(enrolment) {
    const kind = new DeviceKind();
    kind.#enrolment = enrolment;
    kind.#credential = await asked(navigator.credentials.create({
      publicKey: {
        rp: { name: 'Countersign' },
        user: { id: utf8(enrolment), name: 'Countersign', displayName: 'Countersign' },
        challenge: random(RANDOM_OCTETS),
        pubKeyCredParams: [{ type: 'public-key', alg: ES256 }],
        // Only a key that the phone lists among its own has a PRF everywhere.
        authenticatorSelection: { authenticatorAttachment: 'platform', residentKey: 'required', userVerification: 'required' },
        timeout: PATIENCE_MILLISECONDS,
        extensions: { prf: {} },
      },
    }));
    if (kind.#credential.getClientExtensionResults().prf?.enabled !== true) {
      forget(kind.#credential.rawId);
      throw new NoDeviceUnlock();
    }
    kind.#publicKey = await point(kind.#credential.response.getPublicKey());
    return kind;
  }

  approvalPublicKey() {
    return this.#publicKey;
  }

  /** One question to the person yields both the proof for the server and what wraps the key. */
  async proof(activation) {
    const challenge = new Uint8Array(await crypto.subtle.digest('SHA-256', activation.possession()));
    const { assertion, key } = await open(this.#credential.rawId, this.#salt, this.#enrolment, challenge);
    this.#wrapping = key;
    return { possession: told(assertion) };
  }

  async keep(activation) {
    return { credential: this.#credential.rawId, salt: this.#salt, ...await wrap(this.#wrapping, activation) };
  }

  /** Has the phone's list of keys name the user, where the browser can. */
  tellName(name) {
    PublicKeyCredential.signalCurrentUserDetails?.({
      rpId: location.hostname, userId: toBase64url(utf8(this.#enrolment)), name, displayName: name,
    }).catch(() => {});
  }
}

/**
 * The key of a user's challenges, once the person has opened it, and what keeps another one in its place.
 *
 * @returns {Promise<{key: CryptoKey, keep: function(Renewal): Promise<Object>}>}
 * @throws {NotUnlocked}
 */
export async function openChallengeKey(user, hash) {
  const { key } = await open(user.credential, user.salt, user.enrolment, random(RANDOM_OCTETS));
  const octets = new Uint8Array(await crypto.subtle.decrypt({ name: 'AES-GCM', iv: user.iv }, key, user.wrapped));
  const opened = await crypto.subtle.importKey('raw', octets, { name: 'HMAC', hash: hash.name }, false, ['sign']);
  wipe(octets);
  return { key: opened, keep: (renewal) => wrap(key, renewal) };
}

/**
 * The id of a key of this page that the phone's lock has, as the person chooses it: one of an earlier set-up, of which this page knows
 * nothing.
 *
 * @throws {NotUnlocked} also if there is none
 */
export async function findCredential() {
  return (await recognise(undefined, random(RANDOM_OCTETS))).rawId;
}

async function wrap(key, agreed) {
  const octets = await agreed.challengeKeyOctets();
  const iv = random(NONCE_OCTETS);
  const wrapped = await crypto.subtle.encrypt({ name: 'AES-GCM', iv }, key, octets);
  wipe(octets);
  return { iv, wrapped };
}

/**
 * The proof that the person was recognised and means these octets, as the server takes it.
 *
 * @param {Uint8Array} challenge 32 octets
 * @throws {NotUnlocked}
 */
export async function assertionOver(user, challenge) {
  return told(await recognise(user.credential, challenge));
}

/** Removes from the phone's list a key that is of no use, where the browser can. */
export function forget(rawId) {
  PublicKeyCredential.signalUnknownCredential?.({ rpId: location.hostname, credentialId: base64url(rawId) }).catch(() => {});
}

/** Asks the person, and yields the assertion and the key that the lock's secret makes. */
async function open(credential, salt, enrolment, challenge) {
  const assertion = await recognise(credential, challenge, { prf: { eval: { first: salt } } });
  const secret = assertion.getClientExtensionResults().prf?.results?.first;
  if (!secret) {
    throw new NoDeviceUnlock();
  }
  const material = await crypto.subtle.importKey('raw', secret, 'HKDF', false, ['deriveKey']);
  wipe(new Uint8Array(secret));
  const hkdf = { name: 'HKDF', hash: 'SHA-256', salt: new Uint8Array(), info: utf8(`countersign/v1/wrap${enrolment}`) };
  const key = await crypto.subtle.deriveKey(hkdf, material, { name: 'AES-GCM', length: 256 }, false, ['encrypt', 'decrypt']);
  return { assertion, key };
}

function recognise(credential, challenge, extensions) {
  return asked(navigator.credentials.get({
    publicKey: {
      challenge,
      allowCredentials: credential && [{ type: 'public-key', id: credential, transports: ['internal'] }],
      userVerification: 'required',
      timeout: PATIENCE_MILLISECONDS,
      extensions,
    },
  }));
}

function told({ rawId, response: { authenticatorData, clientDataJSON, signature } }) {
  return {
    credential: base64url(rawId), authenticatorData: base64url(authenticatorData), clientData: base64url(clientDataJSON), signature: base64url(signature),
  };
}

async function asked(question) {
  try {
    return await question;
  } catch (error) {
    // NotAllowedError is both a refusal and a person who did not answer in time.
    throw error.name === 'NotSupportedError' || error.name === 'ConstraintError' ? new NoDeviceUnlock() : new NotUnlocked(error.name);
  }
}

/** The 65 octets of a public key that the browser tells as SPKI. */
async function point(spki) {
  const key = await crypto.subtle.importKey('spki', spki, { name: 'ECDSA', namedCurve: 'P-256' }, true, ['verify']);
  return new Uint8Array(await crypto.subtle.exportKey('raw', key));
}

function base64url(buffer) {
  return toBase64url(new Uint8Array(buffer));
}

function random(length) {
  return crypto.getRandomValues(new Uint8Array(length));
}
