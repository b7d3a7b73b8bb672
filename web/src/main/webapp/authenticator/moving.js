import { codeOf } from '../shared/refusals.js';
import { currentLanguage } from '../shared/texts.js';
import { begin, sendToken } from './calls.js';
import { DeviceKind } from './device-kind.js';
import { report } from './device.js';
import { ofKey, unlockOf } from './flow.js';
import { signHandOver } from './signing.js';
import { askEarlierApp } from './views/hand-over.js';

/**
 * A move of the authenticator to this phone, begun by the password.
 *
 * @typedef {{purpose: string, userName: string, unlock: string, begun: Object}} Move
 *   `purpose` is MIGRATE, RECOVER or MERGE; `unlock` what opens the keys here, PIN or DEVICE
 */

/**
 * Begins one.
 *
 * @returns {Promise<Move>}
 * @throws {Refusal|Unreachable}
 */
export async function beginMove({ store }, purpose, { userName, password }) {
  const installation = await store.installation();
  const [unlock, other] = await unlocks(purpose, installation);
  const beginBy = async (kind) => ({
    purpose,
    userName,
    unlock: kind,
    begun: await begin({ userName, password, language: currentLanguage(), purpose }, await report(installation, kind)),
  });
  try {
    return await beginBy(unlock);
  } catch (error) {
    if (codeOf(error) !== 'REC_NOTHING_FOUND' || other === undefined) {
      throw error;
    }
    return beginBy(other);
  }
}

/** On the same phone the keys open as they did before, and an app without a memory has to try how that was. */
async function unlocks(purpose, installation) {
  if (purpose === 'MIGRATE' || installation.unlock !== undefined) {
    return [await unlockOf(installation)];
  }
  return await DeviceKind.isPossible() ? ['DEVICE', 'PIN'] : ['PIN'];
}

/** Shows what comes after the password: to read what a migration does, or to prove what a recovery needs. */
export async function goOn(context, move) {
  if (move.purpose === 'MIGRATE') {
    context.replace('migrate', { move });
  } else if (move.purpose === 'MERGE') {
    context.replace('looking', { enrolling: ofKey(context, move, (activation) => askEarlierApp(move, activation)) });
  } else if (survivor(context, move)) {
    context.replace('looking', { enrolling: ofKey(context, move, (activation) => signHandOver(survivor(context, move), activation.transcript)) });
  } else if (move.unlock === 'DEVICE') {
    context.replace('key', { move });
  } else {
    await askToken(context, move);
  }
}

/** Has the token sent, or the card asked, and asks for what it says. */
export async function askToken(context, move) {
  context.replace('token', { begun: move.begun, move, sent: await sendToken(move.begun) });
}

/** The user's earlier record, where the key that signs survived. */
function survivor({ users }, { userName }) {
  return users.find((user) => user.userName === userName && (user.state === 'RECOVERABLE' || user.isCopy));
}
