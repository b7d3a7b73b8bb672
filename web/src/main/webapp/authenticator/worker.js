/* Keeps the authenticator for the time without a network. The cache has the name of the build and is replaced whole, never file by file. */
const CACHE = 'countersign-authenticator-${authenticator.version}';

const FILES = [
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
self.addEventListener('message', (event) => event.data === 'take over' && self.skipWaiting());

/** All files or none: a request that fails ends the installation, and the browser tries again later. */
async function keep() {
  const cache = await caches.open(CACHE);
  await cache.addAll(FILES.map((file) => new Request(file, { cache: 'no-cache', credentials: 'omit' })));
}

async function forgetOthers() {
  const names = await caches.keys();
  await Promise.all(names.filter((name) => name.startsWith('countersign-authenticator-') && name !== CACHE).map((name) => caches.delete(name)));
  await self.clients.claim();
}

/** From the cache alone; the network only if the browser has thrown the cache away. */
async function answer(pathname, request) {
  const cache = await caches.open(CACHE);
  return await cache.match(pathname) ?? fetch(request);
}
