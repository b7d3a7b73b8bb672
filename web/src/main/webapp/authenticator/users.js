import { Refusal } from '../shared/api.js';
import { codeOf, isExpected } from '../shared/refusals.js';
import { here } from '../activate/region.js';
import { askStatus, tellReport } from './calls.js';
import { report } from './device.js';
import { permission } from './notifications.js';

/** States in which keys are of no use to anybody any more. */
const OVER = ['REVOKED', 'MIGRATED_AWAY', 'STOPPED', 'MOVED'];

/** States that a server may tell; any other is as good as REVOKED. */
const KNOWN = [...OVER, 'ACTIVE', 'RECOVERABLE'];

/**
 * Asks the server what became of this phone's users, and keeps the answer. Nobody disappears: an enrolment that is over loses its
 * keys and stays with its reason. What the server does not know keeps its keys, in case it knows them again.
 *
 * @returns {Promise<Refusal|null>} why this phone may not be used as it is, if it may not
 */
export async function refreshUsers(store) {
  const [installation, users] = [await store.installation(), await store.users()];
  if (users.length === 0) {
    return null;
  }
  let refused = null;
  try {
    refused = await tell(installation);
    const told = new Map((await askStatus(installation)).enrolments
      .map(({ id, state, renewalDue }) => [id, { state: KNOWN.includes(state) ? state : 'REVOKED', renewalDue }]));
    await noteStates(store, users, (user) => told.get(user.enrolment) ?? { state: 'UNKNOWN' });
  } catch (error) {
    if (!isExpected(error)) {
      throw error;
    }
    if (codeOf(error) === 'NOT_FOUND') {
      await noteStates(store, users, () => ({ state: 'UNKNOWN' }));
    }
  }
  return refused;
}

/** Whether a user's keys can answer a challenge. */
export function canRespond(user) {
  return !isOver(user) && user.state !== 'RECOVERABLE';
}

/** Whether a user is none of this phone any more. */
export function isOver({ state }) {
  return OVER.includes(state);
}

async function noteStates(store, users, told) {
  for (const user of users.filter((one) => !isOver(one))) {
    const { state, renewalDue = false } = told(user);
    if (OVER.includes(state)) {
      await store.putUser(withoutKeys(user, state));
    } else if (state !== user.state || renewalDue !== Boolean(user.renewalDue)) {
      // Another tab may have renewed a key meanwhile.
      await store.changeUser(user.enrolment, { state, renewalDue });
    }
  }
}

function withoutKeys({ enrolment, userName, unlock }, state) {
  return { enrolment, userName, unlock, state };
}

/** Tells what this phone is now; yields why the server refuses it. */
async function tell(installation) {
  const notifications = { permission: permission(), online: navigator.onLine, ...here() === 'CN' && { region: 'CN' } };
  const present = { ...await report(installation, installation.unlock), notifications };
  try {
    await tellReport(installation, present);
    return null;
  } catch (error) {
    if (error instanceof Refusal && error.problem.code !== 'NOT_FOUND') {
      return error;
    }
    throw error;
  }
}
