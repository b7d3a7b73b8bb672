import { openChallengeKey } from './device-kind.js';
import { pinHash, response } from './protocol/ocra.js';
import { wipe } from './protocol/octets.js';
import { parseSuite } from './protocol/suite.js';

/** Whether a user's responses have a PIN in them: his suite says so. */
export function asksPin(user) {
  return parseSuite(user.challengeSuite).pin !== null;
}

/**
 * A user's response to a challenge, with the PIN that was typed, right or wrong; or once the person has opened the key.
 *
 * @throws {NotUnlocked|NoDeviceUnlock}
 */
export async function respond(user, challenge, pin) {
  const suite = parseSuite(user.challengeSuite);
  const key = user.unlock === 'DEVICE' ? await openChallengeKey(user, suite.hash) : user.challengeKey;
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
