/* Keeps a walk sheet and what it needs in the browser, and has a worker answer for them when the network does not. Used by walk_sheet.js. */
globalThis.jbKeepPage = (() => {
  "use strict";

  /** Keep the page that is shown; true once it works without a network. Never fails: what is typed is safe all the same. */
  return async function keepPage(worker) {
    if (!("serviceWorker" in navigator) || !isSecureContext || !location.protocol.startsWith("http")) return false;
    const page = location.origin + location.pathname;
    try {
      const registration = await navigator.serviceWorker.register(new URL(worker, page), { scope: page });
      await becomeActive(registration);
      const answer = await fetch(page);
      if (!answer.ok) return Boolean(await caches.match(page));
      const parts = listParts(await answer.clone().text(), page);
      const cache = await caches.open(page);
      await cache.put(page, answer);
      const kept = await Promise.all(parts.map((url) => cache.add(url).then(() => true, () => false)));
      const needed = new Set([page, ...parts]);
      for (const old of await cache.keys()) if (!needed.has(old.url)) await cache.delete(old);
      return kept.every(Boolean);
    } catch {
      return Boolean(await globalThis.caches?.match(page).catch(() => null));
    }
  };

  /** The addresses of what a reload of the page asks this site for. From its own text: with instant navigation the document holds more. */
  function listParts(text, page) {
    const html = new DOMParser().parseFromString(text, "text/html");
    const parts = [...html.querySelectorAll("link[rel~=stylesheet], link[rel~=icon], script[src], img[src]")];
    const urls = parts.map((part) => new URL(part.getAttribute("href") ?? part.getAttribute("src"), page).href);
    return [...new Set(urls)].filter((url) => url.startsWith(`${location.origin}/`));
  }

  function becomeActive(registration) {
    const worker = registration.active ?? registration.waiting ?? registration.installing;
    if (worker.state === "activated") return null;
    return new Promise((resolve) => { worker.addEventListener("statechange", () => { if (worker.state === "activated") resolve(); }); });
  }
})();
