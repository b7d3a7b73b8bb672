/* Keeps the authenticator for the time without a network. The cache has the name of the build and is replaced whole, never file by file. */

/** A digest of all files that may be kept. */
const BUILD = '@authenticator.version@';

const CACHE = `countersign-authenticator-${BUILD}`;

const FILES = [
  '/activate/region.js',
  '/api/v1/texts/de',
  '/api/v1/texts/en',
  '/api/v1/texts/es',
  '/api/v1/texts/fr',
  '/api/v1/texts/it',
  '/api/v1/texts/ru',
  '/api/v1/texts/zh',
  '/authenticator/',
  '/authenticator/app.js',
  '/authenticator/authenticator.css',
  '/authenticator/authenticator.js',
  '/authenticator/calls.js',
  '/authenticator/camera.js',
  '/authenticator/context.js',
  '/authenticator/decide.js',
  '/authenticator/device-kind.js',
  '/authenticator/device.js',
  '/authenticator/enrolling.js',
  '/authenticator/failures.js',
  '/authenticator/fit.js',
  '/authenticator/flow.js',
  '/authenticator/icons/180.png',
  '/authenticator/icons/192.png',
  '/authenticator/icons/512.png',
  '/authenticator/icons/maskable-512.png',
  '/authenticator/link.js',
  '/authenticator/manifest.webmanifest',
  '/authenticator/moving.js',
  '/authenticator/notifications.js',
  '/authenticator/offline.js',
  '/authenticator/pin-kind.js',
  '/authenticator/protocol/activation.js',
  '/authenticator/protocol/approval.js',
  '/authenticator/protocol/hand-over.js',
  '/authenticator/protocol/jws.js',
  '/authenticator/protocol/keys.js',
  '/authenticator/protocol/ocra.js',
  '/authenticator/protocol/octets.js',
  '/authenticator/protocol/renewal.js',
  '/authenticator/protocol/suite.js',
  '/authenticator/protocol/typed.js',
  '/authenticator/qr.js',
  '/authenticator/renewing.js',
  '/authenticator/requests.js',
  '/authenticator/resetting.js',
  '/authenticator/respond.js',
  '/authenticator/signing.js',
  '/authenticator/store.js',
  '/authenticator/users.js',
  '/authenticator/views/approve.js',
  '/authenticator/views/credentials.js',
  '/authenticator/views/diagnosis.js',
  '/authenticator/views/first.js',
  '/authenticator/views/hand-over.js',
  '/authenticator/views/home.js',
  '/authenticator/views/looking.js',
  '/authenticator/views/migrate.js',
  '/authenticator/views/more.js',
  '/authenticator/views/notifications.js',
  '/authenticator/views/outcome.js',
  '/authenticator/views/parts.js',
  '/authenticator/views/pin.js',
  '/authenticator/views/recover.js',
  '/authenticator/views/response.js',
  '/authenticator/views/scan.js',
  '/authenticator/views/token.js',
  '/authenticator/views/type.js',
  '/authenticator/views/unlock.js',
  '/authenticator/views/user-list.js',
  '/countersign.css',
  '/icon.svg',
  '/shared/api.js',
  '/shared/asked.js',
  '/shared/challenge.js',
  '/shared/delivery.js',
  '/shared/dialogs.js',
  '/shared/dom.js',
  '/shared/events.js',
  '/shared/faults.js',
  '/shared/inquiry.js',
  '/shared/kinds.js',
  '/shared/missing.js',
  '/shared/parts.js',
  '/shared/refusals.js',
  '/shared/texts.js',
  '/shared/typed.js',
  '/shared/undelivered.js',
];

self.addEventListener('install', (event) => event.waitUntil(keep()));
self.addEventListener('activate', (event) => event.waitUntil(forgetOthers()));
self.addEventListener('fetch', (event) => {
  const { request } = event;
  const { pathname, origin } = new URL(request.url);
  if (request.method === 'GET' && origin === location.origin && FILES.includes(pathname)) {
    event.respondWith(answer(pathname, request));
  }
});
self.addEventListener('push', (event) => event.waitUntil(show(event.data.json())));
self.addEventListener('notificationclick', (event) => event.waitUntil(open(event.notification)));
self.addEventListener('pushsubscriptionchange', (event) => event.waitUntil(renew(event)));
self.addEventListener('message', (event) => event.data === 'take over' && self.skipWaiting());

/** All files or none: a request that fails ends the installation, and the browser tries again later. */
async function keep() {
  const cache = await caches.open(CACHE);
  await Promise.all(FILES.map(async (file) => cache.put(file, await ofThisBuild(file))));
}

/** While servers are replaced one after the other, one that has another build may answer. */
async function ofThisBuild(file) {
  const answer = await fetch(file, { cache: 'no-cache', credentials: 'omit' });
  if (!answer.ok || answer.headers.get('Countersign-Build') !== BUILD) {
    throw new Error(`${file} is not to be had of this build`);
  }
  return answer;
}

async function forgetOthers() {
  const names = await caches.keys();
  await Promise.all(names.filter((name) => name.startsWith('countersign-authenticator-') && name !== CACHE).map((name) => caches.delete(name)));
  await self.clients.claim();
}

/** From the cache alone; the network only if the browser has thrown the cache away. */
async function answer(pathname, request) {
  const cache = await caches.open(CACHE);
  return await cache.match(pathname, { ignoreVary: true }) ?? fetch(request);
}

/** Nothing of it is kept. A newer one with the same tag takes its place. What is open asks the server what a notice is about. */
async function show({ id, kind, title, body, tag }) {
  if (kind === 'NOTICE') {
    const apps = await self.clients.matchAll({ type: 'window' });
    apps.forEach((app) => app.postMessage({ notice: id }));
  }
  const icon = '/authenticator/icons/192.png';
  const shown = self.registration.showNotification(title, {
    body, icon, badge: icon, tag: tag ?? id, renotify: true, requireInteraction: kind === 'LOGIN', data: { id, kind },
  });
  return Promise.all([shown, tellReceived(id, kind)]);
}

/** Says that it came; who looks for one that was missed is told. */
async function tellReceived(id, kind) {
  const what = { LOGIN: 'requests', TEST: 'push/test' }[kind];
  if (what) {
    await callServer('POST', `${what}/${id}/received`).catch(() => {});
  }
}

/** To the app, if it is open, and to what the notification is about. */
async function open(notification) {
  const { id, kind } = notification.data;
  notification.close();
  const what = { LOGIN: 'request', TEST: 'test' }[kind];
  const [app] = await self.clients.matchAll({ type: 'window' });
  if (app) {
    app.postMessage({ [what]: id });
    // A browser that does not let it come to the front shows it when it is looked at.
    await app.focus().catch(() => {});
  } else {
    await self.clients.openWindow(what ? `/authenticator/#${what}=${id}` : '/authenticator/');
  }
}

/** The browser has another address than before; the server is told, whether the app is open or not. */
async function renew({ oldSubscription, newSubscription }) {
  if (!(await installation()).notify) {
    return;
  }
  const present = newSubscription ?? await subscribe(oldSubscription?.options ?? await options());
  const { endpoint, keys } = present.toJSON();
  await callServer('PUT', 'push', { service: 'WEB_PUSH', endpoint, p256dh: keys.p256dh, auth: keys.auth });
}

function subscribe(wanted) {
  return self.registration.pushManager.subscribe(wanted);
}

/** As the app signs up; a browser that has lost the old address does not say how that one was. */
async function options() {
  const answer = await fetch('/api/v1/device/push', { credentials: 'omit' });
  const { applicationServerKey } = await answer.json();
  return { userVisibleOnly: true, applicationServerKey };
}

/** A call of this installation. */
async function callServer(method, path, body) {
  const { id, token } = await installation();
  const headers = { Authorization: `Bearer ${token}`, ...body && { 'Content-Type': 'application/json' } };
  await fetch(`/api/v1/device/installations/${id}/${path}`, { method, headers, body: body && JSON.stringify(body), credentials: 'omit' });
}

/** What the app keeps of this phone. Where it keeps nothing any more it must find nothing: an empty database would be none of its own. */
function installation() {
  return new Promise((resolve, reject) => {
    const opening = indexedDB.open('countersign-authenticator');
    opening.onupgradeneeded = () => opening.transaction.abort();
    opening.onerror = () => reject(opening.error);
    opening.onsuccess = () => read(opening.result, resolve, reject);
  });
}

function read(database, resolve, reject) {
  try {
    const asked = database.transaction('installation').objectStore('installation').get('this');
    asked.onsuccess = () => resolve(asked.result ?? {});
    asked.onerror = () => reject(asked.error);
    asked.transaction.oncomplete = () => database.close();
  } catch (error) {
    database.close();
    reject(error);
  }
}
