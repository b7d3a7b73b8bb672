import { Store } from './store.js';

/**
 * Opens what this browser keeps, after a check that it can be an authenticator at all: before an activation is used up, and not after.
 *
 * @returns {Promise<Store|null>} null if it cannot
 */
export async function openIfFit() {
  try {
    // Asked for here, because a page that is not secure has neither.
    const probe = await crypto.subtle.generateKey({ name: 'HMAC', hash: 'SHA-256' }, false, ['sign']);
    const store = await Store.open();
    await store.keepsKey(probe);
    return store;
  } catch (error) {
    console.warn('This browser cannot be an authenticator:', error);
    return null;
  }
}
