import { Unreachable } from '../shared/api.js';
import { codeOf, isExpected } from '../shared/refusals.js';
import { confirmRenewal, offerRenewal } from './calls.js';
import { agreementPair } from './protocol/keys.js';
import { fromBase64url, toBase64url } from './protocol/octets.js';
import { Renewal } from './protocol/renewal.js';

/** Whether a user's key is renewed wherever it is: one that the phone's lock closes waits until its person opens it. */
export function isRenewedUnasked({ renewalDue, unlock }) {
  return Boolean(renewalDue) && unlock === 'PIN';
}

/**
 * Renews the key of a user's challenges. Whatever goes wrong, the old one is kept, and the server takes it.
 *
 * @param {Object} installation
 * @param {Object} user whose key the server has called due
 * @param {{key: CryptoKey, keep: function(Renewal): Promise<Object>}} opened his key, open
 */
export async function renew(store, installation, user, { key, keep }) {
  try {
    const device = await agreementPair();
    const { renewal: id, serverPublicKey } = await offerRenewal(installation, user.enrolment);
    const renewal = await Renewal.of({
      renewal: id,
      enrolment: user.enrolment,
      installation: installation.id,
      challengeSuite: user.challengeSuite,
      serverKey: fromBase64url(serverPublicKey),
      deviceKey: device.publicKey,
    }, device.privateKey, key);
    const body = { renewal: id, devicePublicKey: toBase64url(device.publicKey), confirmation: toBase64url(await renewal.confirmation('device')) };
    const { confirmation } = await confirm(installation, user, body);
    if (!await renewal.isConfirmedBy(fromBase64url(confirmation))) {
      throw new RangeError('the confirmation of the server is wrong');
    }
    await store.changeUser(user.enrolment, { ...await keep(renewal), renewalDue: false });
  } catch (error) {
    if (!isExpected(error) && !(error instanceof RangeError)) {
      throw error;
    }
    if (codeOf(error) === 'RENEWAL_REFUSED') {
      await store.changeUser(user.enrolment, { isCopy: true });
    }
    console.info('A key is not renewed:', error.message);
  }
}

/** Where no answer comes the very same call once more: if the first one was taken, the server says so again. */
async function confirm(installation, user, body) {
  try {
    return await confirmRenewal(installation, user.enrolment, body);
  } catch (error) {
    if (!(error instanceof Unreachable)) {
      throw error;
    }
    return confirmRenewal(installation, user.enrolment, body);
  }
}
