import { assertionOver } from './device-kind.js';
import { requestHash } from './protocol/approval.js';
import { compactJws } from './protocol/jws.js';
import { pinHash, response } from './protocol/ocra.js';
import { toBase64url, toHex, wipe } from './protocol/octets.js';
import { parseSuite } from './protocol/suite.js';

const TYPE = 'countersign-approval+jws';

/** Whether a user proves approvals by the PIN: his keys say so. */
export function provesByPin(user) {
  return user.approvalSuite !== '';
}

/**
 * An approval, as the server takes it. It is over the very octets that were shown.
 *
 * @param {Object} user whom the request is for
 * @param {{octets: Uint8Array, shown: Object}} request
 * @param {{pin?: string, number?: string}} typed as far as it was asked for
 * @throws {NotUnlocked|NoDeviceUnlock}
 */
export async function approval(user, { octets, shown }, { pin, number }) {
  const hash = await requestHash(octets);
  if (!provesByPin(user)) {
    return { decision: 'APPROVE', number, assertion: await assertionOver(user, hash) };
  }
  return { approval: await signed(user, shown, hash, 'APPROVE', number), response: await pinResponse(user, hash, pin) };
}

/** "This was not me": it takes no PIN, no face and no finger. */
export async function denial(user, { octets, shown }) {
  return provesByPin(user) ? { approval: await signed(user, shown, await requestHash(octets), 'DENY') } : { decision: 'DENY' };
}

function signed(user, { attempt, nonce }, hash, decision, number) {
  const payload = { attempt, enrolment: user.enrolment, decision, number, nonce: toBase64url(nonce), requestHash: toBase64url(hash) };
  return compactJws(user.approvalKey, TYPE, payload);
}

async function pinResponse(user, hash, pin) {
  const suite = parseSuite(user.approvalSuite);
  const hashed = await pinHash(suite, pin);
  try {
    return await response(suite, user.approvalOcraKey, { questions: [toHex(hash)], pinHash: hashed });
  } finally {
    wipe(hashed);
  }
}
