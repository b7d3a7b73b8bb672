const SCOPE = '/authenticator/';
const PATIENCE_MILLISECONDS = 3000;

/**
 * Has the browser keep the whole app, so that it opens without a network, and asks it never to throw the keys away. Looks at each start
 * whether there is a newer version, because a browser may take a day for it.
 */
export async function workOffline() {
  navigator.storage?.persist?.().catch(() => {});
  try {
    const registration = await navigator.serviceWorker?.register(`${SCOPE}worker.js`, { scope: SCOPE });
    await registration?.update();
  } catch (error) {
    // Without a network, or in a browser that allows no workers.
    console.info('Not looked for a newer version:', error.message);
  }
}

/** Lets a newer version of the app take over that waits since the last time. To be called before anything is shown. */
export async function takeNewerVersion() {
  const registration = await navigator.serviceWorker?.getRegistration(SCOPE).catch(() => null);
  const newer = registration?.waiting;
  if (!newer) {
    return;
  }
  const active = new Promise((resolve) => { newer.addEventListener('statechange', () => newer.state === 'activated' && resolve()); });
  newer.postMessage('take over');
  await Promise.race([active, new Promise((resolve) => { setTimeout(resolve, PATIENCE_MILLISECONDS); })]);
  location.reload();
  await new Promise(() => {});
}
