import { sign, signingPair } from './protocol/keys.js';
import { toBase64url } from './protocol/octets.js';

/** Keys that a PIN completes. The phone knows nothing of the PIN: it goes sealed to the server, once, and is forgotten. */
export class PinKind {
  unlock = 'PIN';

  #pin;

  #approval;

  constructor(pin) {
    this.#pin = pin;
  }

  async approvalPublicKey() {
    this.#approval = await signingPair();
    return this.#approval.publicKey;
  }

  async proof(activation) {
    return {
      possession: { signature: toBase64url(await sign(this.#approval.privateKey, activation.possession())) },
      sealedPin: toBase64url(await activation.sealedPin(this.#pin)),
    };
  }

  async keep(activation) {
    this.#pin = '';
    return {
      ...await keepChallengeKey(activation),
      approvalOcraKey: await activation.approvalOcraKey(),
      approvalKey: this.#approval.privateKey,
    };
  }
}

/** The key of a user's challenges, which nothing closes, and what keeps another one in its place. */
export function challengeKeyOf(user) {
  return { key: user.challengeKey, keep: keepChallengeKey };
}

async function keepChallengeKey(agreed) {
  return { challengeKey: await agreed.challengeKey() };
}
