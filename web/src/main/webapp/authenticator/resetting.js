import { codeOf } from '../shared/refusals.js';
import { tellReset } from './calls.js';
import { forgetAddress } from './notifications.js';
import { forgetFiles } from './offline.js';
import { isOver } from './users.js';

/**
 * Clears all that this app keeps but its users' names, by which they are offered to be recovered, and what names their keys in the phone's
 * lock, which stay there. The server is told first: nobody gets in by an SMS meanwhile.
 *
 * @throws {Refusal|Unreachable} when nothing was cleared
 */
export async function reset(store) {
  const [installation, users] = [await store.installation(), await store.users()];
  try {
    await tellReset(installation);
  } catch (error) {
    // A server that does not know this app has nothing to be told.
    if (codeOf(error) !== 'NOT_FOUND') {
      throw error;
    }
  }
  await forgetAddress(installation);
  for (const { enrolment } of users) {
    await store.removeUser(enrolment);
  }
  await store.renewInstallation();
  await store.noteEarlier(users.filter((user) => !isOver(user)).map(({ userName, credential }) => ({ userName, credential })));
  await forgetFiles();
}
