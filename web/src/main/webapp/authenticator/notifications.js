import { isExpected } from '../shared/refusals.js';
import { askPushKey, takeAddressBack, tellAddress } from './calls.js';
import { equal, fromBase64url } from './protocol/octets.js';

/** No notifications come: the server sends none, or the browser did not sign up for them. */
export class NoNotifications extends Error {}

const LOCK = 'countersign-notifications';

let renewing = Promise.resolve();

/** Whether this phone shows notifications: GRANTED, DENIED, ASK or UNSUPPORTED. */
export function permission() {
  if (!('serviceWorker' in navigator && 'PushManager' in globalThis && 'Notification' in globalThis)) {
    return 'UNSUPPORTED';
  }
  return { granted: 'GRANTED', denied: 'DENIED' }[Notification.permission] ?? 'ASK';
}

/**
 * Asks the person, and signs up if he allows it. Only after a tap: an unasked question is mostly answered by no, for ever.
 *
 * @returns {Promise<boolean>} whether he does
 * @throws {NoNotifications|Refusal|Unreachable}
 */
export async function turnOn(store) {
  if (await Notification.requestPermission() !== 'granted') {
    return false;
  }
  await signUp(store, false);
  return true;
}

/** @throws {Refusal|Unreachable} */
export async function turnOff(store) {
  await takeAddressBack(await store.installation());
  await store.updateInstallation({ notify: false, endpoint: undefined });
  await (await subscription())?.unsubscribe();
}

/** Of an installation that is over: neither the server nor the browser keeps the address. */
export async function forgetAddress(installation) {
  if (installation.endpoint !== undefined) {
    await takeAddressBack(installation).catch((error) => console.info('The address is not taken back:', error.message));
  }
  await (await subscription())?.unsubscribe();
}

/**
 * Keeps what the server knows in step with the browser; a browser may change its address by itself, and a permission may be withdrawn.
 * Of several tabs that the server asks at once one brings another address.
 *
 * @param {boolean} anew whether the server asks for another address
 */
export function keepUp(store, anew) {
  renewing = Promise.all([store.installation(), renewing.catch(() => {})])
    .then(([asked]) => alone(() => inStep(store, anew, asked.endpoint)));
  return renewing;
}

/** One tab after the other, where the browser can do that. */
function alone(act) {
  return navigator.locks ? navigator.locks.request(LOCK, act) : act();
}

/** @param {string|undefined} before what the server knew when it asked */
async function inStep(store, anew, before) {
  const installation = await store.installation();
  if (!installation.notify || (anew && installation.endpoint !== before)) {
    return;
  }
  try {
    if (permission() === 'GRANTED') {
      await signUp(store, anew);
    } else if (installation.endpoint !== undefined) {
      await takeAddressBack(installation);
      await store.updateInstallation({ endpoint: undefined });
    }
  } catch (error) {
    if (!isExpected(error) && !(error instanceof NoNotifications)) {
      throw error;
    }
    console.info('Notifications are not renewed:', error.message);
  }
}

async function signUp(store, anew) {
  const serverKey = await askPushKey();
  if (serverKey === undefined) {
    throw new NoNotifications('the server sends none');
  }
  const signedUp = await subscribe(fromBase64url(serverKey), anew);
  const { endpoint, keys } = signedUp.toJSON();
  const installation = await store.installation();
  if (anew || endpoint !== installation.endpoint) {
    await tellAddress(installation, { service: 'WEB_PUSH', endpoint, p256dh: keys.p256dh, auth: keys.auth });
  }
  await store.updateInstallation({ notify: true, endpoint });
}

async function subscribe(serverKey, anew) {
  const { pushManager } = await navigator.serviceWorker.ready;
  let known = await pushManager.getSubscription();
  if (known && (anew || !equal(new Uint8Array(known.options.applicationServerKey), serverKey))) {
    await known.unsubscribe();
    known = null;
  }
  try {
    return known ?? await pushManager.subscribe({ userVisibleOnly: true, applicationServerKey: serverKey });
  } catch (error) {
    throw new NoNotifications(error.message);
  }
}

async function subscription() {
  const registration = await navigator.serviceWorker?.getRegistration();
  return registration?.pushManager?.getSubscription();
}
