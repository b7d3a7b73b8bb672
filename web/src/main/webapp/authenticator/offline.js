const SCOPE = '/authenticator/';
const PATIENCE_MILLISECONDS = 3000;

/** Has the browser keep the whole app, so that it opens without a network, and asks it never to throw the keys away. */
export function workOffline() {
  navigator.storage?.persist?.().catch(() => {});
  navigator.serviceWorker?.register(`${SCOPE}worker.js`, { scope: SCOPE }).catch((error) => console.warn('Not kept for offline use:', error));
}

/** Lets a newer version of the app take over that waits since the last time. To be called before anything is shown. */
export async function takeNewerVersion() {
  const registration = await navigator.serviceWorker?.getRegistration(SCOPE).catch(() => null);
  if (!registration?.waiting) {
    return;
  }
  const taken = new Promise((resolve) => { navigator.serviceWorker.addEventListener('controllerchange', resolve, { once: true }); });
  registration.waiting.postMessage('take over');
  await Promise.race([taken, new Promise((resolve) => { setTimeout(resolve, PATIENCE_MILLISECONDS); })]);
  location.reload();
  await new Promise(() => {});
}
