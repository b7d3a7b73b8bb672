import { openChallengeKey } from './device-kind.js';
import { challengeKeyOf } from './pin-kind.js';
import { pinHash, response } from './protocol/ocra.js';
import { wipe } from './protocol/octets.js';
import { parseSuite } from './protocol/suite.js';

/** Whether a user's responses have a PIN in them: his suite says so. */
export function asksPin(user) {
  return parseSuite(user.challengeSuite).pin !== null;
}

/**
 * The key of a user's challenges, open, and what keeps another one in its place.
 *
 * @returns {Promise<{key: CryptoKey, keep: function(Renewal): Promise<Object>}>}
 * @throws {NotUnlocked|NoDeviceUnlock}
 */
export async function openKey(user) {
  return user.unlock === 'DEVICE' ? openChallengeKey(user, parseSuite(user.challengeSuite).hash) : challengeKeyOf(user);
}

/** A user's response to a challenge by his open key, with the PIN that was typed, right or wrong. */
export async function respond(user, key, challenge, pin) {
  const suite = parseSuite(user.challengeSuite);
  if (suite.pin === null) {
    return response(suite, key, { questions: [challenge] });
  }
  const hash = await pinHash(suite, pin);
  try {
    return await response(suite, key, { questions: [challenge], pinHash: hash });
  } finally {
    wipe(hash);
  }
}
