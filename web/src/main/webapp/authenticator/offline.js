const SCOPE = '/authenticator/';

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

/**
 * A newer version takes over while nobody looks, or after the last page is closed. The page that comes back into sight then begins anew,
 * if nothing stands half done on it.
 *
 * @param {function(): boolean} isIdle
 */
export function takeNewerVersions(isIdle) {
  const workers = navigator.serviceWorker;
  let controller = workers?.controller;
  let isOld = false;
  workers?.addEventListener('controllerchange', () => {
    isOld ||= Boolean(controller);
    controller = workers.controller;
  });
  document.addEventListener('visibilitychange', async () => {
    if (document.hidden) {
      (await workers?.getRegistration(SCOPE))?.waiting?.postMessage('take over');
    } else if (isOld && isIdle()) {
      location.reload();
    }
  });
}

/** Has the browser fetch all files anew at the next start. */
export async function forgetFiles() {
  const names = await globalThis.caches?.keys() ?? [];
  await Promise.all(names.filter((name) => name.startsWith('countersign-authenticator-')).map((name) => caches.delete(name)));
  await (await navigator.serviceWorker?.getRegistration(SCOPE))?.unregister();
}
