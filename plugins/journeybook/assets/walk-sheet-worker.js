/* Keeps one walk sheet at hand without a network. Its scope is the page of that sheet, so nothing else of the site passes through here; the page puts what
   it needs into the cache. What is on the network goes first: the copy answers when there is none, when it takes too long, or when the server is ill. */
const PATIENCE = 4000; // ms, for one bar of signal
const PARTS = ["style", "script", "image", "font"];
let copiesUntil = 0; // once the page itself came from the cache, its parts do not wait for the network a second time

self.addEventListener("install", () => self.skipWaiting());
self.addEventListener("activate", (event) => event.waitUntil(self.clients.claim()));

self.addEventListener("fetch", (event) => {
  const { request } = event;
  const url = new URL(request.url);
  const isSheet = request.mode === "navigate" && `${url.origin}${url.pathname}` === self.registration.scope;
  const isPart = PARTS.includes(request.destination) && url.origin === self.location.origin;
  if (request.method === "GET" && (isSheet || isPart)) event.respondWith(answer(request));
});

/** The network's answer, or the copy where it is the better one. */
async function answer(request) {
  const isSheet = request.mode === "navigate";
  const kept = await (await caches.open(self.registration.scope)).match(request, { ignoreSearch: isSheet, ignoreVary: true });
  if (!kept) return fetch(request);
  if (!isSheet && Date.now() < copiesUntil) return kept;
  const asked = fetch(request).then((response) => (response.status < 500 ? response : kept), () => kept);
  const found = await Promise.race([asked, new Promise((resolve) => { setTimeout(resolve, PATIENCE, kept); })]);
  if (isSheet && found === kept) copiesUntil = Date.now() + PATIENCE;
  return found;
}
